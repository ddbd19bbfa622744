import type { NetworkSettings } from './schema.js'

/** A route, to everywhere as `default`. */
export interface Route {
  readonly destination: string
  readonly gateway: string
  readonly metric?: number
}

/** An interface as it is to be, whatever it is made of. */
export interface Link {
  readonly name: string
  readonly made:
    | { readonly of: 'hardware' }
    | { readonly of: 'vlan'; readonly parent: string; readonly id: number }
    | { readonly of: 'bond'; readonly interfaces: readonly string[]; readonly mode: string }
    | { readonly of: 'port'; readonly bond: string }
  readonly dhcp: boolean
  readonly addresses: readonly string[]
  readonly routes: readonly Route[]
  readonly dns: readonly string[]
  readonly mtu?: number
  readonly ipv6: 'auto' | 'off'
  /** VLANs on it. */
  readonly vlans: readonly string[]
  /** Where in the settings it stands. */
  readonly origin: readonly (string | number)[]
}

type Addressing = Omit<NetworkSettings['interfaces'][number], 'name'>

export const vlanName = (vlan: { readonly parent: string; readonly id: number }): string => `${vlan.parent}.${vlan.id}`

function link(
  name: string,
  from: Addressing,
  settings: NetworkSettings,
  made: Link['made'],
  origin: Link['origin'],
): Link {
  const own = settings.routes
    .filter((route) => route.interface === name)
    .map(({ destination, gateway, metric }) => ({ destination, gateway, ...(metric !== undefined && { metric }) }))
  const defaults = [from.gateway, from.gateway6].flatMap((gateway) =>
    gateway === undefined ? [] : [{ destination: 'default', gateway }],
  )
  return {
    name,
    made,
    dhcp: from.method === 'dhcp',
    addresses: from.addresses,
    routes: [...defaults, ...own],
    dns: from.dns.length > 0 ? from.dns : settings.dns,
    ...(from.mtu !== undefined && { mtu: from.mtu }),
    ipv6: from.ipv6,
    vlans: settings.vlans.filter(({ parent, method }) => parent === name && method !== 'keep').map(vlanName),
    origin,
  }
}

/** All interfaces that the settings change: those with the method `keep` are not among them. */
export function linksOf(settings: NetworkSettings): readonly Link[] {
  const bonds = settings.bonds.flatMap((bond, index): readonly Link[] => {
    if (bond.method === 'keep') return []
    const origin = ['bonds', index]
    const none = {
      ...bond,
      method: 'static' as const,
      addresses: [],
      gateway: undefined,
      gateway6: undefined,
      dns: [],
      ipv6: 'off' as const,
    }
    return [
      ...bond.interfaces.map((name) => ({
        ...link(name, none, { ...settings, dns: [] }, { of: 'port', bond: bond.name }, origin),
        vlans: [],
      })),
      link(bond.name, bond, settings, { of: 'bond', interfaces: bond.interfaces, mode: bond.mode }, origin),
    ]
  })
  const hardware = settings.interfaces.flatMap((one, index) =>
    one.method === 'keep' ? [] : [link(one.name, one, settings, { of: 'hardware' }, ['interfaces', index])],
  )
  const vlans = settings.vlans.flatMap((vlan, index) =>
    vlan.method === 'keep'
      ? []
      : [link(vlanName(vlan), vlan, settings, { of: 'vlan', parent: vlan.parent, id: vlan.id }, ['vlans', index])],
  )
  return [...hardware, ...bonds, ...vlans]
}

/** Interfaces that have to be there before anything is changed. */
export function hardwareOf(settings: NetworkSettings): readonly string[] {
  const made = new Set([...settings.bonds.map(({ name }) => name), ...settings.vlans.map(vlanName)])
  const named = linksOf(settings).flatMap((one) => (one.made.of === 'vlan' ? [one.made.parent] : [one.name]))
  return [...new Set(named)].filter((name) => !made.has(name))
}
