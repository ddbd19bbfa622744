import type { HostnameSettings } from './schema.js'

/** The machine's short name, and its full name if there is a domain; undefined if it keeps its own. */
export function namesOf(settings: HostnameSettings): { readonly short: string; readonly full?: string } | undefined {
  const { hostname, domain, fqdn } = settings
  const short = hostname ?? fqdn?.split('.')[0]
  if (short === undefined) return undefined
  const full = fqdn ?? (domain === undefined ? undefined : `${short}.${domain}`)
  return { short, ...(full !== undefined && { full }) }
}

/** Where Debian has the machine's own name, for it may have no other address: hosts(5), Debian reference 5.1.1. */
export const ownAddress = '127.0.1.1'

/** Lines of /etc/hosts, one an address. */
export function entriesOf(
  settings: HostnameSettings,
): readonly { readonly ip: string; readonly names: readonly string[] }[] {
  const names = namesOf(settings)
  const own =
    names !== undefined && settings.manage_etc_hosts
      ? [{ ip: ownAddress, names: [...(names.full === undefined ? [] : [names.full]), names.short] }]
      : []
  const merged = new Map<string, readonly string[]>()
  for (const { ip, names: given } of [...own, ...settings.hosts])
    merged.set(ip, [...new Set([...(merged.get(ip) ?? []), ...given])])
  return [...merged].map(([ip, all]) => ({ ip, names: all }))
}
