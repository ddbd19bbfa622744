import type { Resource } from '../../ir/resource.js'
import type { ModuleContext } from '../module.js'
import { controls } from './controls.js'
import type { SshSettings } from './schema.js'

/**
 * The jail and the service. `backend = systemd`: there may be no auth.log. The ban action is named, for the
 * default one depends on a package that need not be there: Debian 11 then says "Banned" and bans nobody. All ports, for sshd may have any.
 */
export function fail2ban(settings: SshSettings, context: ModuleContext): readonly Resource[] {
  if (!settings.fail2ban.enabled) return []
  const { packages, units } = context.distribution.names
  const { maxretry, findtime, bantime } = settings.fail2ban
  const firewall = context.others.firewall as { readonly backend?: string } | undefined
  const backend = firewall?.backend === 'nftables' ? 'nftables' : context.distribution.firewall
  const action = firewall === undefined || backend === 'nftables' ? 'nftables-allports' : 'iptables-allports'
  const tools = firewall === undefined ? (packages.nftables ?? []) : []
  const origin = ['modules', 'ssh', 'fail2ban']
  return [
    {
      kind: 'packages',
      id: 'ssh.packages',
      title: 'Install fail2ban',
      why: controls.banning.why,
      controls: [],
      risk: 'none',
      needs: [],
      origin,
      packages: [...(packages.fail2ban ?? []), ...tools].map((name) => ({ module: 'ssh', name })),
    },
    {
      kind: 'file',
      id: 'ssh.jail',
      title: 'Ban addresses that keep failing to log in',
      why: controls.banning.why,
      controls: [controls.banning],
      risk: 'service',
      notify: 'ssh.fail2ban',
      needs: ['ssh.packages'],
      origin,
      path: '/etc/fail2ban/jail.d/flux.local',
      content: [
        '[sshd]',
        'enabled = true',
        'backend = systemd',
        `banaction = ${action}`,
        `maxretry = ${maxretry}`,
        `findtime = ${findtime}`,
        `bantime = ${bantime}`,
        '',
      ].join('\n'),
      mode: '644',
      owner: 'root:root',
    },
    {
      kind: 'service',
      id: 'ssh.fail2ban',
      title: 'Run fail2ban with this jail, now and at boot',
      why: 'a jail bans nobody unless the service runs',
      controls: [controls.banning],
      risk: 'service',
      needs: ['ssh.jail'],
      origin,
      unit: units.fail2ban,
      spares: true,
    },
  ]
}
