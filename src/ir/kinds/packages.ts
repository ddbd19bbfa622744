import type { ResourceBase } from '../resource.js'
import { Word } from '../word.js'
import type { KindDefinition } from './kind.js'

/** Packages that are installed; all modules' are merged into one transaction by pass 4. */
export interface PackagesResource extends ResourceBase {
  readonly kind: 'packages'
  /** Names as the distribution has them, each with the module that wants it. */
  readonly packages: readonly { readonly module: string; readonly name: string }[]
}

export const packages: KindDefinition<PackagesResource> = {
  summary: 'packages that are installed',
  undo: 'inverse',
  touches: (resource) => resource.packages.map((entry) => entry.name),
  verbs: () => ['flux_packages'],
  view: (resource) => ({ packages: resource.packages.map((entry) => new Word(`${entry.module}:${entry.name}`)) }),
}
