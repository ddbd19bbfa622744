import type { Diagnostic, KeyPath } from '../../diagnostics/diagnostic.js'
import { cutsOff } from '../../embedded/messages.js'
import type { SysctlSettings } from './schema.js'

const at = (...path: readonly (string | number)[]): { readonly path: KeyPath } => ({
  path: ['modules', 'sysctl', ...path],
})

const forwarding = /^net\.ipv4\.(ip_forward|conf\.all\.forwarding)$|^net\.ipv6\.conf\.all\.forwarding$/
const forwardingPresets: ReadonlySet<string> = new Set(['container-host', 'router'])
const forwardingFirewalls: ReadonlySet<string> = new Set(['docker-host', 'kubernetes'])

/** What is wrong with the settings beyond their types: values that cut the machine, or what runs on it, off. */
export function check(settings: SysctlSettings, others: Readonly<Record<string, unknown>>): readonly Diagnostic[] {
  const firewall = others.firewall as { readonly preset?: string } | undefined
  return Object.entries(settings.parameters).flatMap(([key, value]) => {
    const place = at('parameters', key)
    if (key === 'kernel.modules_disabled' && String(value) === '1') {
      const reason = 'the firewall cannot load its modules, and a UEFI machine does not find its boot partition'
      return [cutsOff({ key, value, reason, mend: 'take it out; blocked_modules names what may not be loaded' }, place)]
    }
    if (!forwarding.test(key) || String(value) !== '0') return []
    const preset = forwardingPresets.has(settings.preset)
      ? `the preset ${settings.preset}`
      : forwardingFirewalls.has(firewall?.preset ?? '')
        ? `the firewall preset ${firewall?.preset}`
        : undefined
    const mend = 'take the parameter out, or choose another preset'
    return preset === undefined ? [] : [cutsOff({ key, value, reason: `${preset} needs forwarding`, mend }, place)]
  })
}
