import type { ResourceBase } from '../resource.js'
import { Word } from '../word.js'
import type { KindDefinition } from './kind.js'

/** /etc/network/interfaces leaves interfaces to the files beside it: of two stanzas for one, ifupdown does both. */
export interface InterfaceStanzasResource extends ResourceBase {
  readonly kind: 'interfaceStanzas'
  readonly interfaces: readonly string[]
}

export const interfaceStanzas: KindDefinition<InterfaceStanzasResource> = {
  summary: 'interfaces that /etc/network/interfaces leaves to the files beside it',
  undo: 'restore',
  touches: () => ['/etc/network/interfaces'],
  verbs: () => ['flux_stanzas'],
  view: (resource) => ({ interfaces: resource.interfaces.map((name) => new Word(name)) }),
}
