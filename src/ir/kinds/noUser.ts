import type { ResourceBase } from '../resource.js'
import { Word } from '../word.js'
import type { KindDefinition } from './kind.js'

/** Accounts of persons that are not to be there; their homes stay. */
export interface NoUserResource extends ResourceBase {
  readonly kind: 'noUser'
  readonly users: readonly string[]
}

export const noUser: KindDefinition<NoUserResource> = {
  summary: 'accounts of persons that are not to be there; their homes stay',
  undo: 'restore',
  touches: () => ['/etc/passwd', '/etc/shadow', '/etc/group'],
  verbs: () => ['flux_no_user'],
  view: (resource) => ({ users: resource.users.map((name) => new Word(name)) }),
}
