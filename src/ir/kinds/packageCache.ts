import type { ResourceBase } from '../resource.js'
import type { KindDefinition } from './kind.js'

/** No downloaded packages are kept. */
export interface PackageCacheResource extends ResourceBase {
  readonly kind: 'packageCache'
}

export const packageCache: KindDefinition<PackageCacheResource> = {
  summary: 'no downloaded packages are kept',
  undo: 'none',
  touches: () => ['/var/cache/apt/archives'],
  verbs: () => ['flux_package_cache'],
  view: () => ({}),
}
