import type { ResourceBase } from '../resource.js'
import { Word } from '../word.js'
import type { KindDefinition } from './kind.js'

/** Packages that no upgrade changes. */
export interface HoldResource extends ResourceBase {
  readonly kind: 'hold'
  readonly packages: readonly string[]
}

export const hold: KindDefinition<HoldResource> = {
  summary: 'packages that no upgrade changes',
  undo: 'inverse',
  touches: (resource) => resource.packages,
  verbs: () => ['flux_hold'],
  view: (resource) => ({ packages: resource.packages.map((name) => new Word(name)) }),
}
