import { secretMark } from '../../ir/kinds/secretFile.js'
import type { NetdataSettings } from './schema.js'

const yes = (value: boolean): string => (value ? 'yes' : 'no')

/** An IPv6 address in brackets, for a port follows. */
const listening = (address: string): string => (address.includes(':') ? `[${address}]` : address)

/** netdata.conf: what the settings say; netdata has a default for the rest and tolerates what it does not know. */
export function netdataConf(settings: NetdataSettings): string {
  const plugins = Object.entries(settings.plugins).sort(([a], [b]) => (a < b ? -1 : 1))
  return [
    '[db]',
    `update every = ${settings.update_every}`,
    `dbengine tier 0 retention time = ${settings.retention_days}d`,
    '[web]',
    `bind to = ${settings.bind.map((address) => `${listening(address)}:${settings.port}`).join(' ')}`,
    `default port = ${settings.port}`,
    `allow connections from = ${['localhost', ...settings.allow_from.map(pattern)].join(' ')}`,
    '[health]',
    `enabled = ${yes(settings.health)}`,
    // it would listen on a port of its own, for measurements of others
    '[statsd]',
    `enabled = ${yes(settings.plugins.statsd ?? false)}`,
    ...(plugins.length === 0 ? [] : ['[plugins]', ...plugins.map(([name, on]) => `${name} = ${yes(on)}`)]),
    '',
  ].join('\n')
}

/**
 * netdata's simple pattern for who may connect. It knows no networks: a network is left to the firewall, and here to the
 * octets or groups that all its addresses begin with.
 */
function pattern(source: string): string {
  const [address = '', length] = source.split('/')
  if (length === undefined) return address
  if (address.includes(':')) {
    const groups = Math.floor(Number(length) / 16)
    const known = address.split('::')[0]?.split(':').slice(0, groups) ?? []
    return known.length === 0 || known[0] === '' ? '*' : `${known.join(':')}:*`
  }
  const octets = address.split('.').slice(0, Math.floor(Number(length) / 8))
  return octets.length === 0 ? '*' : `${octets.join('.')}${octets.length < 4 ? '.*' : ''}`
}

/** claim.conf, with the mark where the token goes. */
export function claimConf(claim: NonNullable<NetdataSettings['claim']>): string {
  const rooms = claim.rooms.length === 0 ? '' : `rooms = ${claim.rooms.join(',')}\n`
  return `[global]\nurl = ${claim.url}\ntoken = ${secretMark}\n${rooms}`
}

/** stream.conf, with the mark where the API key goes. */
export function streamConf(stream: NonNullable<NetdataSettings['stream']>): string {
  return `[stream]\nenabled = yes\ndestination = ${stream.destination.join(' ')}\napi key = ${secretMark}\n`
}

/** sources.list(5) of the vendor's repository, as the vendor writes it: `id` as in os-release. */
export function vendorSources(url: string, id: string, codename: string, keyring: string): string {
  return `deb [signed-by=${keyring}] ${url}/repos/stable/${id}/ ${codename}/\n`
}
