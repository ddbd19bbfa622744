import type { Link } from './links.js'
import type { ManagedFile } from './networkd.js'

/** One family of a keyfile, nm-settings-keyfile(5). */
function family(link: Link, six: boolean): readonly string[] {
  const mine = (text: string): boolean => text.includes(':') === six
  const addresses = link.addresses.filter(mine)
  const routes = link.routes.filter(({ gateway }) => mine(gateway))
  const automatic = six ? (link.ipv6 === 'off' ? (addresses.length > 0 ? 'manual' : 'disabled') : 'auto') : undefined
  const method = automatic ?? (link.dhcp ? 'auto' : addresses.length > 0 ? 'manual' : 'disabled')
  return [
    six ? '[ipv6]' : '[ipv4]',
    `method=${method}`,
    ...addresses.map((address, index) => `address${index + 1}=${address}`),
    ...routes.map(
      ({ destination, gateway, metric }, index) =>
        `route${index + 1}=${destination === 'default' ? (six ? '::/0' : '0.0.0.0/0') : destination},${gateway}${metric === undefined ? '' : `,${metric}`}`,
    ),
    ...(link.dns.some(mine) ? [`dns=${link.dns.filter(mine).join(';')};`] : []),
  ]
}

/** Keyfiles, one an interface; they win over the connections that are there by their priority. */
export function networkmanagerFiles(links: readonly Link[]): readonly ManagedFile[] {
  return links.map((link) => {
    const { made } = link
    const type = made.of === 'vlan' ? 'vlan' : made.of === 'bond' ? 'bond' : 'ethernet'
    const content = [
      '[connection]',
      `id=flux-${link.name}`,
      `type=${type}`,
      `interface-name=${link.name}`,
      'autoconnect-priority=100',
      ...(made.of === 'port' ? [`master=${made.bond}`, 'slave-type=bond'] : []),
      ...(made.of === 'vlan' ? ['[vlan]', `id=${made.id}`, `parent=${made.parent}`] : []),
      ...(made.of === 'bond' ? ['[bond]', `mode=${made.mode}`, 'miimon=100'] : []),
      ...(link.mtu === undefined ? [] : ['[ethernet]', `mtu=${link.mtu}`]),
      ...(made.of === 'port' ? [] : [...family(link, false), ...family(link, true)]),
      '',
    ].join('\n')
    return {
      key: `nm-${link.name.toLowerCase().replace(/[^a-z0-9]/g, '-')}`,
      path: `/etc/NetworkManager/system-connections/flux-${link.name}.nmconnection`,
      content,
      mode: '600',
    }
  })
}
