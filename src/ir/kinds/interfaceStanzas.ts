import type { ResourceBase } from '../resource.js'
import { Word } from '../word.js'
import type { KindDefinition } from './kind.js'

/** Files of other people leave interfaces to flux's: of several files that name one, ifupdown and netplan put together what they say. */
export interface InterfaceStanzasResource extends ResourceBase {
  readonly kind: 'interfaceStanzas'
  readonly manager: 'ifupdown' | 'netplan'
  readonly interfaces: readonly string[]
}

export const interfaceStanzas: KindDefinition<InterfaceStanzasResource> = {
  summary: 'interfaces that the other files of ifupdown or netplan leave to flux’s',
  undo: 'restore',
  touches: ({ manager }) =>
    manager === 'netplan' ? ['/etc/netplan/*.yaml'] : ['/etc/network/interfaces', '/etc/network/interfaces.d/*'],
  verbs: () => ['flux_stanzas'],
  view: ({ manager, interfaces }) => ({
    manager: new Word(manager),
    interfaces: interfaces.map((name) => new Word(name)),
  }),
}
