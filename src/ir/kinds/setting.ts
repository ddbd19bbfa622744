import type { ResourceBase } from '../resource.js'
import { Body, Word } from '../word.js'
import type { KindDefinition } from './kind.js'

/** Keys of a KEY=VALUE or KEY VALUE file that belongs to a package. */
export interface SettingResource extends ResourceBase {
  readonly kind: 'setting'
  readonly path: string
  /** Values as they stand behind the `=`, quotes included. */
  readonly values: Readonly<Record<string, string>>
  /** What stands between key and value: `=` unless it is said. */
  readonly separator?: ' ' | '='
}

export const setting: KindDefinition<SettingResource> = {
  summary: 'keys of a KEY=VALUE file that a package owns',
  undo: 'restore',
  touches: (resource) => [resource.path],
  verbs: () => ['flux_setting'],
  view: (resource) => ({
    path: new Word(resource.path),
    lines: new Body(
      Object.entries(resource.values)
        .map(([key, value]) => `${key}${resource.separator ?? '='}${value}\n`)
        .join(''),
    ),
  }),
}
