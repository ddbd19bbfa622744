import type { ResourceBase } from '../resource.js'
import { Word } from '../word.js'
import type { KindDefinition } from './kind.js'

/** There is no such file. Directories stay: what is in them may be anybody's. */
export interface AbsentResource extends ResourceBase {
  readonly kind: 'absent'
  readonly path: string
}

export const absent: KindDefinition<AbsentResource> = {
  summary: 'a file that is not there',
  undo: 'restore',
  touches: (resource) => [resource.path],
  verbs: () => ['flux_absent'],
  view: (resource) => ({ path: new Word(resource.path) }),
}
