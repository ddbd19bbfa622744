import type { ResourceBase } from '../resource.js'
import { Body, Word } from '../word.js'
import type { KindDefinition } from './kind.js'

/** Kernel parameters: in a file for the next boot, and live. */
export interface SysctlResource extends ResourceBase {
  readonly kind: 'sysctl'
  /** The file below /etc/sysctl.d. */
  readonly path: string
  /** Dotted keys and their values, blanks folded. */
  readonly parameters: Readonly<Record<string, string>>
}

export const sysctl: KindDefinition<SysctlResource> = {
  summary: 'kernel parameters, persistent and live',
  undo: 'inverse',
  touches: (resource) => [resource.path],
  verbs: () => ['flux_sysctl'],
  view: (resource) => ({
    path: new Word(resource.path),
    lines: new Body(
      Object.entries(resource.parameters)
        .map(([key, value]) => `${key} = ${value}\n`)
        .join(''),
    ),
  }),
}
