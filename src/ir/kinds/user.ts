import type { ResourceBase } from '../resource.js'
import { Word } from '../word.js'
import type { KindDefinition } from './kind.js'

/** An account of a person. What is not given stays as it is, or is what useradd(8) makes it. */
export interface UserResource extends ResourceBase {
  readonly kind: 'user'
  readonly name: string
  readonly uid?: number
  readonly shell: string
  readonly fullname: string
  /** Supplementary groups that it is in; it stays in others that it has joined. */
  readonly groups: readonly string[]
  /** What stands in shadow(5). Undefined: the password of an account that exists stays, a new one has none. */
  readonly passwordHash?: string
  /** Days since 1970 after which it cannot be used. */
  readonly expires?: number
}

export const user: KindDefinition<UserResource> = {
  summary: 'an account of a person',
  undo: 'inverse',
  touches: (resource) => ['/etc/passwd', '/etc/shadow', '/etc/group', `/home/${resource.name}`],
  verbs: () => ['flux_user'],
  view: (resource) => ({
    name: new Word(resource.name),
    uid: new Word(String(resource.uid ?? '')),
    shell: new Word(resource.shell),
    fullname: new Word(resource.fullname),
    groups: new Word(resource.groups.join(',')),
    hash: new Word(resource.passwordHash ?? ''),
    expires: new Word(String(resource.expires ?? '')),
  }),
}
