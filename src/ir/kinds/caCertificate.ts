import type { ResourceBase } from '../resource.js'
import { Body, Word } from '../word.js'
import type { KindDefinition } from './kind.js'

/** A certificate of an authority, where the trust store is made from; refused when it has ended. */
export interface CaCertificateResource extends ResourceBase {
  readonly kind: 'caCertificate'
  readonly path: string
  readonly pem: string
}

export const caCertificate: KindDefinition<CaCertificateResource> = {
  summary: 'an authority that the machine trusts',
  undo: 'restore',
  touches: (resource) => [resource.path],
  verbs: () => ['flux_file'],
  view: (resource) => ({ path: new Word(resource.path), pem: new Body(resource.pem) }),
}
