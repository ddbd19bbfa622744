import type { ResourceBase } from '../resource.js'
import type { KindDefinition } from './kind.js'

/** The trust store is made anew, if what it is made from has changed. */
export interface TrustStoreResource extends ResourceBase {
  readonly kind: 'trustStore'
}

export const trustStore: KindDefinition<TrustStoreResource> = {
  summary: 'the trust store is made anew if what it is made from has changed',
  undo: 'inverse',
  touches: () => ['/etc/ssl/certs'],
  verbs: () => ['flux_trust'],
  view: () => ({}),
}
