import type { Diagnostic, KeyPath } from '../../diagnostics/diagnostic.js'
import {
  addressBothWays,
  optionNeedsBackend,
  portNamedTwice,
  presetWithoutSources,
  sshPortDenied,
} from '../../embedded/messages.js'
import { isEverybody, overlap } from './addresses.js'
import { presets, presetsForSources } from './presets.js'
import type { FirewallSettings, Rule } from './schema.js'

const at = (...path: readonly (string | number)[]): { readonly path: KeyPath } => ({
  path: ['modules', 'firewall', ...path],
})

/** First and last port of a rule; all ports if it names none. */
function span(port: Rule['port']): readonly [number, number] {
  if (port === undefined) return [1, 65535]
  const [first, last] = String(port).split('-').map(Number)
  return [first ?? 0, last ?? first ?? 0]
}

function described(rule: Rule): string {
  return `${rule.action} ${rule.port ?? 'all ports'}/${rule.protocol}${rule.source === undefined ? '' : ` from ${rule.source}`}`
}

/** Two rules of the same ports, protocol and source, or a rule for what the preset opens to the same. */
function doubles(settings: FirewallSettings): readonly Diagnostic[] {
  const seen = new Map<string, string>()
  const sources = settings.preset_sources.length === 0 ? [''] : settings.preset_sources
  for (const entry of presets[settings.preset]) {
    for (const source of sources) seen.set(`${entry.port}/${entry.protocol}/${source}`, `the preset ${settings.preset}`)
  }
  return settings.rules.flatMap((rule, index) => {
    const key = `${rule.port ?? ''}/${rule.protocol}/${rule.source ?? ''}`
    const first = seen.get(key)
    seen.set(key, `the rule "${described(rule)}"`)
    if (first === undefined) return []
    return [portNamedTwice({ port: rule.port ?? 'any', first, second: described(rule) }, at('rules', index))]
  })
}

/** Rules that keep everybody from the SSH port. Without ssh.port it is 22 as far as anybody can know. */
function closedSsh(settings: FirewallSettings, sshPort: number): readonly Diagnostic[] {
  const rules = settings.rules.flatMap((rule, index) => {
    const [first, last] = span(rule.port)
    const everybody = rule.source === undefined || isEverybody(rule.source)
    const closes = (rule.action === 'deny' || rule.action === 'reject') && rule.protocol !== 'udp' && everybody
    return closes && first <= sshPort && sshPort <= last
      ? [sshPortDenied({ rule: `the rule "${described(rule)}"`, port: sshPort }, at('rules', index))]
      : []
  })
  const blocked = settings.blocked_ips.flatMap((address, index) =>
    isEverybody(address)
      ? [sshPortDenied({ rule: `blocked_ips with ${address}`, port: sshPort }, at('blocked_ips', index))]
      : [],
  )
  return [...rules, ...blocked]
}

/** What is wrong with the settings beyond their types. */
export function check(settings: FirewallSettings, others: Readonly<Record<string, unknown>>): readonly Diagnostic[] {
  const ssh = others.ssh as { readonly port?: number } | undefined
  const overlapping = settings.trusted_ips.flatMap((trusted) =>
    settings.blocked_ips.flatMap((blocked, index) =>
      overlap(trusted, blocked) ? [addressBothWays({ trusted, blocked }, at('blocked_ips', index))] : [],
    ),
  )
  const sources =
    presetsForSources.has(settings.preset) && settings.preset_sources.length === 0
      ? [presetWithoutSources({ preset: settings.preset }, at('preset'))]
      : []
  const ping =
    !settings.allow_ping && settings.backend !== 'nftables'
      ? [
          optionNeedsBackend(
            { option: 'allow_ping = false', backend: 'ufw', mend: 'backend = "nftables"' },
            at('allow_ping'),
          ),
        ]
      : []
  return [...doubles(settings), ...closedSsh(settings, ssh?.port ?? 22), ...overlapping, ...sources, ...ping]
}
