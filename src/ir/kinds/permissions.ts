import type { ResourceBase } from '../resource.js'
import { Glob, Word } from '../word.js'
import type { KindDefinition } from './kind.js'

/** Mode and owner of files that others write. */
export interface PermissionsResource extends ResourceBase {
  readonly kind: 'permissions'
  /** Octal digits, as `600`. */
  readonly mode: string
  /** `user:group`. */
  readonly owner: string
  /** Path patterns; what does not exist is passed over. */
  readonly paths: readonly string[]
}

export const permissions: KindDefinition<PermissionsResource> = {
  summary: 'mode and owner of files that others write',
  undo: 'restore',
  touches: (resource) => resource.paths,
  verbs: () => ['flux_mode'],
  view: (resource) => ({
    mode: new Word(resource.mode),
    owner: new Word(resource.owner),
    paths: resource.paths.map((path) => new Glob(path)),
  }),
}
