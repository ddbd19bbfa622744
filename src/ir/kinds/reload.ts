import type { ResourceBase } from '../resource.js'
import { Word } from '../word.js'
import type { KindDefinition } from './kind.js'

/** A handler: the unit is reloaded when a resource that notifies it changed something. */
export interface ReloadResource extends ResourceBase {
  readonly kind: 'reload'
  readonly unit: string
}

export const reload: KindDefinition<ReloadResource> = {
  summary: 'a unit that is reloaded when what it reads has changed',
  undo: 'inverse',
  touches: (resource) => [resource.unit],
  verbs: () => ['flux_reload'],
  view: (resource) => ({ unit: new Word(resource.unit) }),
}
