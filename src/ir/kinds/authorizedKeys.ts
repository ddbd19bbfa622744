import type { ResourceBase } from '../resource.js'
import { Body, Word } from '../word.js'
import type { KindDefinition } from './kind.js'

/** The keys that a user logs in with, in ~/.ssh/authorized_keys. */
export interface AuthorizedKeysResource extends ResourceBase {
  readonly kind: 'authorizedKeys'
  readonly user: string
  /** Lines of authorized_keys(5). */
  readonly keys: readonly string[]
  /** No other keys stay. */
  readonly exclusive: boolean
}

export const authorizedKeys: KindDefinition<AuthorizedKeysResource> = {
  summary: 'the keys that a user logs in with',
  undo: 'restore',
  touches: (resource) => [`/home/${resource.user}/.ssh/authorized_keys`],
  verbs: () => ['flux_authorized_keys'],
  view: (resource) => ({
    user: new Word(resource.user),
    exclusive: resource.exclusive ? new Word('exclusive') : undefined,
    keys: new Body(resource.keys.map((key) => `${key}\n`).join('')),
  }),
}
