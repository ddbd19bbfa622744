import type { Link } from './links.js'

/** A file of a network manager. */
export interface ManagedFile {
  /** Tells files of one manager apart, in ids: a dash and lower case. */
  readonly key: string
  readonly path: string
  readonly content: string
  readonly mode: string
}

const key = (link: Link): string => link.name.toLowerCase().replace(/[^a-z0-9]/g, '-')

function netdev(link: Link): readonly ManagedFile[] {
  const { made } = link
  const kind =
    made.of === 'vlan'
      ? `Kind=vlan\n[VLAN]\nId=${made.id}\n`
      : made.of === 'bond'
        ? `Kind=bond\n[Bond]\nMode=${made.mode}\nMIIMonitorSec=100ms\n`
        : undefined
  if (kind === undefined) return []
  return [
    {
      key: `device-${key(link)}`,
      path: `/etc/systemd/network/05-flux-${link.name}.netdev`,
      content: `[NetDev]\nName=${link.name}\n${kind}`,
      mode: '644',
    },
  ]
}

/** systemd.network(5); sorts before netplan's and cloud-init's: the first file that matches an interface wins. */
export function networkdFiles(links: readonly Link[]): readonly ManagedFile[] {
  return links.flatMap((link) => {
    const off = link.ipv6 === 'off'
    const content = [
      '[Match]',
      `Name=${link.name}`,
      ...(link.mtu === undefined ? [] : ['[Link]', `MTUBytes=${link.mtu}`]),
      '[Network]',
      `DHCP=${link.dhcp ? (off ? 'ipv4' : 'yes') : 'no'}`,
      `IPv6AcceptRA=${off ? 'no' : 'yes'}`,
      ...(off && !link.addresses.some((address) => address.includes(':')) ? ['LinkLocalAddressing=no'] : []),
      ...(link.made.of === 'port' ? [`Bond=${link.made.bond}`] : []),
      ...link.vlans.map((vlan) => `VLAN=${vlan}`),
      ...link.addresses.map((address) => `Address=${address}`),
      ...link.dns.map((server) => `DNS=${server}`),
      ...link.routes.flatMap(({ destination, gateway, metric }) => [
        '[Route]',
        ...(destination === 'default' ? [] : [`Destination=${destination}`]),
        `Gateway=${gateway}`,
        ...(metric === undefined ? [] : [`Metric=${metric}`]),
      ]),
      '',
    ].join('\n')
    const file = {
      key: `link-${key(link)}`,
      path: `/etc/systemd/network/05-flux-${link.name}.network`,
      content,
      mode: '644',
    }
    return [...netdev(link), file]
  })
}
