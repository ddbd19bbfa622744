import type { ResourceBase } from '../resource.js'
import { Body, Word } from '../word.js'
import type { KindDefinition } from './kind.js'

/** The rules of the machine's own firewall, and that it is on. */
export interface FirewallResource extends ResourceBase {
  readonly kind: 'firewall'
  readonly backend:
    | {
        readonly name: 'ufw'
        /** As `ufw show added` prints them; a later one is matched earlier; port `sshd` is what sshd listens on. */
        readonly rules: readonly string[]
      }
    | {
        readonly name: 'nftables'
        /** The file that nftables.service loads. */
        readonly path: string
        /** nft syntax; `$sshd` is what sshd listens on. */
        readonly ruleset: string
      }
}

export const firewall: KindDefinition<FirewallResource> = {
  summary: 'the rules of the machine’s firewall, and that it is on',
  undo: 'inverse',
  touches: ({ backend }) => (backend.name === 'ufw' ? ['/etc/ufw'] : [backend.path]),
  verbs: ({ backend }) => [backend.name === 'ufw' ? 'flux_ufw' : 'flux_nftables'],
  view: ({ backend }) =>
    backend.name === 'ufw'
      ? { ufw: new Body(backend.rules.map((rule) => `${rule}\n`).join('')) }
      : { path: new Word(backend.path), nftables: new Body(backend.ruleset) },
}
