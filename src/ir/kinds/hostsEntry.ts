import type { ResourceBase } from '../resource.js'
import { Body } from '../word.js'
import type { KindDefinition } from './kind.js'

/** Names of addresses in /etc/hosts; lines of other addresses stay. */
export interface HostsEntryResource extends ResourceBase {
  readonly kind: 'hostsEntry'
  readonly entries: readonly { readonly ip: string; readonly names: readonly string[] }[]
}

export const hostsEntry: KindDefinition<HostsEntryResource> = {
  summary: 'names of addresses in /etc/hosts',
  undo: 'restore',
  touches: () => ['/etc/hosts', '/etc/cloud/templates/hosts.debian.tmpl'],
  verbs: () => ['flux_hosts'],
  view: (resource) => ({
    lines: new Body(resource.entries.map(({ ip, names }) => `${ip} ${names.join(' ')}\n`).join('')),
  }),
}
