import type { ResourceBase } from '../resource.js'
import { Word } from '../word.js'
import type { KindDefinition } from './kind.js'

/** Packages are as new as the index says, and the index is not old. */
export interface UpgradeResource extends ResourceBase {
  readonly kind: 'upgrade'
  /** `full` may install new packages for the new versions; none of them removes any. */
  readonly scope: 'all' | 'full' | 'security'
  /** Minutes after which the index is read anew. */
  readonly maxAge: number
}

export const upgrade: KindDefinition<UpgradeResource> = {
  summary: 'packages are as new as an index that is not old',
  undo: 'none',
  touches: () => ['packages'],
  verbs: () => ['flux_upgrade'],
  view: (resource) => ({ scope: new Word(resource.scope), maxAge: new Word(String(resource.maxAge)) }),
}
