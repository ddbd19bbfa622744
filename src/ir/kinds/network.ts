import type { ResourceBase } from '../resource.js'
import { Word } from '../word.js'
import type { KindDefinition } from './kind.js'

/** The interfaces are what the files of their manager say; if the machine is cut off by that, they were not. */
export interface NetworkResource extends ResourceBase {
  readonly kind: 'network'
  readonly interfaces: readonly string[]
  /** Addresses that they are to have, and neighbours that must answer; addresses without prefix. */
  readonly addresses: readonly string[]
  readonly gateways: readonly string[]
  /** Undefined: what runs the network on the machine. */
  readonly manager?: string
}

export const network: KindDefinition<NetworkResource> = {
  summary: 'interfaces as their manager’s files say, if the machine stays reachable',
  undo: 'inverse',
  touches: (resource) => resource.interfaces,
  verbs: () => ['flux_network'],
  view: (resource) => ({
    interfaces: new Word(resource.interfaces.join(',')),
    addresses: new Word(resource.addresses.join(' ')),
    gateways: new Word(resource.gateways.join(' ')),
    manager: new Word(resource.manager ?? ''),
  }),
}
