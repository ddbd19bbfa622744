import type { ResourceBase } from '../resource.js'
import { Word } from '../word.js'
import type { KindDefinition } from './kind.js'

/** sshd's PermitRootLogin, decided on the machine: `no`, or `prohibit-password` where only root could log in. */
export interface RootLoginResource extends ResourceBase {
  readonly kind: 'rootLogin'
  /** The drop-in. */
  readonly path: string
}

export const rootLogin: KindDefinition<RootLoginResource> = {
  summary: 'PermitRootLogin no, or prohibit-password where root is the only way in',
  undo: 'restore',
  touches: (resource) => [resource.path],
  verbs: () => ['flux_root_login'],
  view: (resource) => ({ path: new Word(resource.path) }),
}
