import type { ResourceBase } from '../resource.js'
import { Word } from '../word.js'
import type { KindDefinition } from './kind.js'

/** The groups of sshd's group exchange: those below a size are gone. moduli(5) writes a size as bits less one. */
export interface ModuliResource extends ResourceBase {
  readonly kind: 'moduli'
  readonly path: string
  /** The smallest size that stays, in bits. */
  readonly minimum: number
}

export const moduli: KindDefinition<ModuliResource> = {
  summary: 'groups of sshd’s group exchange, the small ones gone',
  undo: 'restore',
  touches: (resource) => [resource.path],
  verbs: () => ['flux_moduli'],
  view: (resource) => ({ path: new Word(resource.path), minimum: new Word(String(resource.minimum)) }),
}
