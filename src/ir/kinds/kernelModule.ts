import type { ResourceBase } from '../resource.js'
import { Word } from '../word.js'
import type { KindDefinition } from './kind.js'

/** Kernel modules that cannot be loaded any more, by name or by alias. */
export interface KernelModuleResource extends ResourceBase {
  readonly kind: 'kernelModule'
  /** The file below /etc/modprobe.d. */
  readonly path: string
  readonly modules: readonly string[]
}

export const kernelModule: KindDefinition<KernelModuleResource> = {
  summary: 'kernel modules that cannot be loaded',
  undo: 'restore',
  touches: (resource) => [resource.path],
  verbs: () => ['flux_modules'],
  view: (resource) => ({ path: new Word(resource.path), modules: resource.modules.map((name) => new Word(name)) }),
}
