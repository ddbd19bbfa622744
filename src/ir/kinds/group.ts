import type { ResourceBase } from '../resource.js'
import { Word } from '../word.js'
import type { KindDefinition } from './kind.js'

/** A group of accounts. */
export interface GroupResource extends ResourceBase {
  readonly kind: 'group'
  readonly name: string
  readonly gid?: number
}

export const group: KindDefinition<GroupResource> = {
  summary: 'a group of accounts',
  undo: 'inverse',
  touches: () => ['/etc/group'],
  verbs: () => ['flux_group'],
  view: (resource) => ({
    name: new Word(resource.name),
    gid: new Word(resource.gid === undefined ? '' : String(resource.gid)),
  }),
}
