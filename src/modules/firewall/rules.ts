import type { Opening } from '../module.js'
import { canonical } from './addresses.js'
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

/**
 * The SSH ports as rules write them: those that the machine's sshd has, and the one that it is to move to. The old one stays
 * open until sshd has moved, or a run that fails in between would leave sshd behind a closed port.
 */
function sshPorts(ssh: { readonly port?: number | undefined } | undefined): readonly string[] {
  return ssh?.port === undefined ? ['sshd'] : [String(ssh.port), 'sshd']
}

/** All rules, the one that is matched first in front: blocked, trusted, SSH, the settings' own, what modules open, the preset. */
export function rulesOf(
  settings: FirewallSettings,
  ssh: { readonly port?: number | undefined } | undefined,
  openings: readonly Opening[] = [],
): readonly FirewallRule[] {
  const sources = settings.preset_sources.length === 0 ? [undefined] : settings.preset_sources.map(canonical)
  return [
    ...settings.blocked_ips
      .map(canonical)
      .map((source): FirewallRule => ({ action: 'deny', protocol: 'any', source, comment: 'blocked' })),
    ...settings.trusted_ips
      .map(canonical)
      .map((source): FirewallRule => ({ action: 'allow', protocol: 'any', source, comment: 'trusted' })),
    ...sshPorts(ssh).map(
      (port): FirewallRule => ({
        action: settings.ssh_limit ? 'limit' : 'allow',
        port,
        protocol: 'tcp',
        comment: 'ssh',
      }),
    ),
    ...settings.rules.map(
      (rule): FirewallRule => ({
        action: rule.action,
        protocol: rule.protocol,
        comment: rule.comment === '' ? 'rule' : rule.comment,
        ...(rule.port !== undefined && { port: String(rule.port).replace('-', ':') }),
        ...(rule.source !== undefined && { source: canonical(rule.source) }),
      }),
    ),
    ...openings.flatMap(({ port, protocol, comment, sources: those }) =>
      (those.length === 0 ? [undefined] : those.map(canonical)).map(
        (source): FirewallRule => ({
          action: 'allow',
          port: String(port),
          protocol,
          comment,
          ...(source !== undefined && { source }),
        }),
      ),
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
