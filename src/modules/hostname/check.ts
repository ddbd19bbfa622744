import type { Diagnostic, KeyPath } from '../../diagnostics/diagnostic.js'
import { domainWithoutHostname, hostsContradiction } from '../../embedded/messages.js'
import { namesOf, ownAddress } from './names.js'
import type { HostnameSettings } from './schema.js'

const at = (...path: readonly (string | number)[]): { readonly path: KeyPath } => ({
  path: ['modules', 'hostname', ...path],
})

/** A name with two addresses, the machine's own among them. */
function contradictions(settings: HostnameSettings): readonly Diagnostic[] {
  const own = namesOf(settings)
  const seen = new Map<string, string>()
  if (own !== undefined && settings.manage_etc_hosts)
    for (const name of [own.short, own.full]) if (name !== undefined) seen.set(name, ownAddress)
  return settings.hosts.flatMap(({ ip, names }, index) =>
    names.flatMap((name, position) => {
      const first = seen.get(name)
      seen.set(name, ip)
      return first === undefined || first === ip
        ? []
        : [hostsContradiction({ name, first, second: ip }, at('hosts', index, 'names', position))]
    }),
  )
}

/** What is wrong with the settings beyond their types. */
export function check(settings: HostnameSettings): readonly Diagnostic[] {
  const { hostname, domain, fqdn } = settings
  const without = domain !== undefined && hostname === undefined && fqdn === undefined
  const twice = fqdn !== undefined && namesOf({ ...settings, fqdn: undefined })?.full
  return [
    ...(without ? [domainWithoutHostname({ option: 'domain' }, at('domain'))] : []),
    ...(fqdn !== undefined && hostname !== undefined && !fqdn.startsWith(`${hostname}.`)
      ? [hostsContradiction({ name: 'the machine', first: hostname, second: fqdn }, at('fqdn'))]
      : []),
    ...(twice !== undefined && twice !== false && twice !== fqdn
      ? [hostsContradiction({ name: 'the machine', first: twice, second: fqdn ?? '' }, at('domain'))]
      : []),
    ...contradictions(settings),
  ]
}
