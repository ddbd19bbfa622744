import type { ResourceBase } from '../resource.js'
import { Word } from '../word.js'
import type { KindDefinition } from './kind.js'

/** A unit that is enabled and runs. */
export interface ServiceResource extends ResourceBase {
  readonly kind: 'service'
  readonly unit: string
  /** It is fail2ban, and does not keep out who is connected to sshd when it starts. */
  readonly spares?: boolean
}

export const service: KindDefinition<ServiceResource> = {
  summary: 'a unit that is enabled and runs',
  undo: 'inverse',
  touches: (resource) => [resource.unit],
  verbs: ({ spares }) => (spares ? ['flux_service', 'flux_spare'] : ['flux_service']),
  view: ({ unit, spares }) => ({ unit: new Word(unit), spares: spares ? new Word('flux_spare') : undefined }),
}
