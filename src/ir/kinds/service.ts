import type { ResourceBase } from '../resource.js'
import { Word } from '../word.js'
import type { KindDefinition } from './kind.js'

/** A unit that is enabled and runs. */
export interface ServiceResource extends ResourceBase {
  readonly kind: 'service'
  readonly unit: string
}

export const service: KindDefinition<ServiceResource> = {
  summary: 'a unit that is enabled and runs',
  undo: 'inverse',
  touches: (resource) => [resource.unit],
  verbs: () => ['flux_service'],
  view: (resource) => ({ unit: new Word(resource.unit) }),
}
