import type { ResourceBase } from '../resource.js'
import { Word } from '../word.js'
import type { KindDefinition } from './kind.js'

/** Authorities of the distribution that the machine no longer trusts. */
export interface DistrustResource extends ResourceBase {
  readonly kind: 'distrust'
  /** As they stand in /etc/ca-certificates.conf. */
  readonly names: readonly string[]
}

export const distrust: KindDefinition<DistrustResource> = {
  summary: 'authorities of the distribution that the machine no longer trusts',
  undo: 'restore',
  touches: () => ['/etc/ca-certificates.conf'],
  verbs: () => ['flux_distrust'],
  view: (resource) => ({ names: resource.names.map((name) => new Word(name)) }),
}
