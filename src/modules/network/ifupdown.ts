import type { Link } from './links.js'
import type { ManagedFile } from './networkd.js'

/**
 * Makes a bond by iproute2's own means: `bond-slaves` and its like are read by scripts of the package ifenslave, which is seldom there.
 * A port takes part only while it is down, and comes up with its bond.
 */
function bond(name: string, mode: string, ports: readonly string[]): readonly string[] {
  return [
    `pre-up [ -e /sys/class/net/${name} ] || ip link add ${name} type bond mode ${mode} miimon 100`,
    ...ports.flatMap((port) => [`pre-up ip link set ${port} down`, `pre-up ip link set ${port} master ${name}`]),
    `post-down ip link delete ${name}`,
  ]
}

/** Lines that belong to the interface whatever its addresses are. */
function common(link: Link): readonly string[] {
  const { made } = link
  return [
    ...(made.of === 'vlan' ? [`vlan-raw-device ${made.parent}`] : []),
    ...(made.of === 'bond' ? bond(link.name, made.mode, made.interfaces) : []),
    ...(link.mtu === undefined ? [] : [`mtu ${link.mtu}`]),
    ...(link.dns.length === 0 ? [] : [`dns-nameservers ${link.dns.join(' ')}`]),
    ...link.routes
      .filter(({ destination }) => destination !== 'default')
      .map(
        ({ destination, gateway, metric }) =>
          `up ip route replace ${destination} via ${gateway}${metric === undefined ? '' : ` metric ${metric}`} dev ${link.name}`,
      ),
  ]
}

/** interfaces(5): one stanza for each family and address; what is common stands in the first. */
function stanzas(link: Link): readonly string[] {
  const gatewayOf = (six: boolean): string | undefined =>
    link.routes.find(({ destination, gateway }) => destination === 'default' && gateway.includes(':') === six)?.gateway
  const parts: (readonly string[])[] = []
  if (link.dhcp) parts.push(['inet dhcp'])
  for (const six of [false, true]) {
    link.addresses
      .filter((address) => address.includes(':') === six)
      .forEach((address, index) => {
        const gateway = index === 0 ? gatewayOf(six) : undefined
        parts.push([
          `${six ? 'inet6' : 'inet'} static`,
          `address ${address}`,
          ...(gateway === undefined ? [] : [`gateway ${gateway}`]),
          ...(six && link.ipv6 === 'off' ? ['accept_ra 0', 'autoconf 0'] : []),
        ])
      })
  }
  if (link.ipv6 === 'auto' && !link.addresses.some((address) => address.includes(':'))) parts.push(['inet6 auto'])
  if (parts.length === 0) parts.push(['inet manual'])
  return parts.flatMap(([head = '', ...lines], index) => [
    `iface ${link.name} ${head}`,
    ...[...lines, ...(index === 0 ? common(link) : [])].map((line) => `\t${line}`),
  ])
}

/** A file of interfaces.d. */
export function ifupdownFiles(links: readonly Link[]): readonly ManagedFile[] {
  const content = links.flatMap((link) => [`auto ${link.name}`, ...stanzas(link)])
  return [{ key: 'ifupdown', path: '/etc/network/interfaces.d/flux', content: `${content.join('\n')}\n`, mode: '644' }]
}
