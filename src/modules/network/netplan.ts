import type { Link } from './links.js'
import type { ManagedFile } from './networkd.js'

/** What netplan(5) says of one interface. */
function definition(link: Link): Readonly<Record<string, unknown>> {
  const { made } = link
  const off = link.ipv6 === 'off'
  return {
    ...(made.of === 'vlan' && { id: made.id, link: made.parent }),
    ...(made.of === 'bond' && {
      interfaces: made.interfaces,
      parameters: { mode: made.mode, 'mii-monitor-interval': 100 },
    }),
    dhcp4: link.dhcp,
    dhcp6: link.dhcp && !off,
    'accept-ra': !off,
    ...(off && !link.addresses.some((address) => address.includes(':')) && { 'link-local': [] }),
    ...(link.addresses.length > 0 && { addresses: link.addresses }),
    ...(link.routes.length > 0 && {
      routes: link.routes.map(({ destination, gateway, metric }) => ({
        to: destination === 'default' ? (gateway.includes(':') ? '::/0' : '0.0.0.0/0') : destination,
        via: gateway,
        ...(metric !== undefined && { metric }),
      })),
    }),
    ...(link.dns.length > 0 && { nameservers: { addresses: link.dns } }),
    ...(link.mtu !== undefined && { mtu: link.mtu }),
  }
}

/** JSON is YAML: netplan reads it, and no value needs quoting rules of its own. */
export function netplanFiles(links: readonly Link[]): readonly ManagedFile[] {
  const section = (of: readonly Link['made']['of'][]) =>
    Object.fromEntries(links.filter(({ made }) => of.includes(made.of)).map((link) => [link.name, definition(link)]))
  const sections = {
    ethernets: section(['hardware', 'port']),
    bonds: section(['bond']),
    vlans: section(['vlan']),
  }
  const network = {
    version: 2,
    ...Object.fromEntries(Object.entries(sections).filter(([, entries]) => Object.keys(entries).length > 0)),
  }
  return [
    {
      key: 'netplan',
      path: '/etc/netplan/90-flux.yaml',
      content: `${JSON.stringify({ network }, null, 1)}\n`,
      mode: '600',
    },
  ]
}
