import { presets } from './presets.js'
import type { FirewallSettings, Rule } from './schema.js'

/** A rule of either back end. `sshd` as a port is what sshd listens on, found on the machine. */
export interface FirewallRule {
  readonly action: Rule['action']
  /** `22`, `6000:6010`, `sshd`; undefined: all. */
  readonly port?: string
  readonly protocol: Rule['protocol']
  /** Address or network; undefined: anywhere. */
  readonly source?: string
  readonly comment: string
}

/** The SSH port as rules write it: the one that settings give to sshd, or what the machine's sshd has. */
export function sshPort(settings: { readonly port?: number | undefined } | undefined): string {
  return settings?.port === undefined ? 'sshd' : String(settings.port)
}

/** All rules, the one that is matched first in front: blocked, trusted, SSH, the settings' own, the preset. */
export function rulesOf(settings: FirewallSettings, ssh: { readonly port?: number | undefined } | undefined): readonly FirewallRule[] {
  const sources = settings.preset_sources.length === 0 ? [undefined] : settings.preset_sources
  return [
    ...settings.blocked_ips.map((source): FirewallRule => ({ action: 'deny', protocol: 'any', source, comment: 'blocked' })),
    ...settings.trusted_ips.map((source): FirewallRule => ({ action: 'allow', protocol: 'any', source, comment: 'trusted' })),
    { action: settings.ssh_limit ? 'limit' : 'allow', port: sshPort(ssh), protocol: 'tcp', comment: 'ssh' },
    ...settings.rules.map(
      (rule): FirewallRule => ({
        action: rule.action,
        protocol: rule.protocol,
        comment: rule.comment === '' ? 'rule' : rule.comment,
        ...(rule.port !== undefined && { port: String(rule.port).replace('-', ':') }),
        ...(rule.source !== undefined && { source: rule.source }),
      }),
    ),
    ...presets[settings.preset].flatMap((entry) =>
      sources.map(
        (source): FirewallRule => ({
          action: 'allow',
          port: entry.port.replace('-', ':'),
          protocol: entry.protocol,
          comment: settings.preset,
          ...(source !== undefined && { source }),
        }),
      ),
    ),
  ]
}
