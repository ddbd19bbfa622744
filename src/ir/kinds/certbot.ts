import type { ResourceBase } from '../resource.js'
import { Word } from '../word.js'
import type { KindDefinition } from './kind.js'

/** A certificate of Let's Encrypt, by certbot, which renews it. */
export interface CertbotResource extends ResourceBase {
  readonly kind: 'certbot'
  readonly domains: readonly string[]
  readonly email: string
  /** A directory that a web server serves; certbot listens on port 80 itself without one. */
  readonly webroot?: string
}

export const certbot: KindDefinition<CertbotResource> = {
  summary: 'a certificate of Let’s Encrypt',
  undo: 'inverse',
  touches: (resource) => [`/etc/letsencrypt/live/${resource.domains[0] ?? ''}`],
  verbs: () => ['flux_certbot'],
  view: (resource) => ({
    name: new Word(resource.domains[0] ?? ''),
    email: new Word(resource.email),
    webroot: new Word(resource.webroot ?? ''),
    domains: new Word(resource.domains.join(',')),
  }),
}
