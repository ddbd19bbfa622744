import type { Resource, ResourceBase, ResourceId } from '../../ir/resource.js'
import type { Module, ModuleContext } from '../module.js'
import { check } from './check.js'
import { controls } from './controls.js'
import { nftRuleset } from './nftables.js'
import { rulesOf } from './rules.js'
import { type FirewallSettings, schema } from './schema.js'
import { ufwRule } from './ufw.js'

/** ufw's policies are netfilter's words, in quotes, in /etc/default/ufw. */
const ufwPolicy = { allow: '"ACCEPT"', deny: '"DROP"', reject: '"REJECT"' } as const

function base(id: ResourceId, option: string, rest: Pick<ResourceBase, 'title' | 'why' | 'risk'>): ResourceBase {
  return { id, controls: [], needs: [], origin: ['modules', 'firewall', option], ...rest }
}

/** sshd's port is asked for, whether or not the ssh module takes part: it is opened in any case. */
function guards(backend: 'nftables' | 'ufw'): readonly Resource[] {
  return [
    {
      ...base('firewall.alone', 'backend', {
        title: 'Require that no other firewall runs',
        why: controls.single.why,
        risk: 'none',
      }),
      kind: 'require',
      controls: [controls.single],
      guard: {
        is: 'units-inactive',
        units:
          backend === 'ufw' ? ['firewalld', 'nftables', 'netfilter-persistent'] : ['firewalld', 'netfilter-persistent'],
      },
    },
    {
      ...base('firewall.sshd', 'backend', {
        title: 'Require an sshd that works, and learn its port',
        why: 'the port that is opened first is the one that sshd really has',
        risk: 'none',
      }),
      kind: 'require',
      guard: { is: 'sshd-works' },
    },
  ]
}

function withUfw(settings: FirewallSettings, context: ModuleContext): readonly Resource[] {
  const ssh = context.others.ssh as { readonly port?: number } | undefined
  return [
    {
      ...base('firewall.packages', 'backend', { title: 'Install ufw', why: controls.denied.why, risk: 'none' }),
      kind: 'packages',
      packages: (context.distribution.names.packages.ufw ?? []).map((name) => ({ module: 'firewall', name })),
    },
    {
      ...base('firewall.policy', 'default_incoming', {
        title: 'Deny what no rule allows, for IPv6 too, and leave the kernel’s parameters alone',
        why: 'ufw would reset log_martians and others at every start',
        risk: 'service',
      }),
      kind: 'setting',
      controls: [controls.denied],
      needs: ['firewall.packages'],
      notify: 'firewall.rules',
      path: '/etc/default/ufw',
      values: {
        IPV6: 'yes',
        DEFAULT_INPUT_POLICY: ufwPolicy[settings.default_incoming],
        DEFAULT_OUTPUT_POLICY: ufwPolicy[settings.default_outgoing],
        DEFAULT_FORWARD_POLICY: ufwPolicy[settings.default_forward],
        IPT_SYSCTL: '',
      },
    },
    ...(settings.log_level === 'low' ? [] : [ufwLogging(settings.log_level)]),
    {
      ...base('firewall.rules', 'rules', {
        title: 'Allow SSH and what else is asked for, then turn ufw on',
        why: controls.denied.why,
        risk: 'lockout',
      }),
      kind: 'firewall',
      controls: [controls.denied, controls.loopback],
      needs: ['firewall.alone', 'firewall.sshd', 'firewall.policy'],
      // ufw puts each new rule on top: the first to be matched is added last.
      backend: { name: 'ufw', rules: rulesOf(settings, ssh, context.openings).map(ufwRule).reverse() },
    },
    {
      ...base('firewall.service', 'backend', {
        title: 'Have systemd turn ufw on at every boot',
        why: 'rules that are gone after a reboot protect nobody',
        risk: 'lockout',
      }),
      kind: 'service',
      controls: [controls.denied],
      needs: ['firewall.rules'],
      unit: 'ufw',
    },
  ]
}

/** ufw's own level is low. */
function ufwLogging(level: FirewallSettings['log_level']): Resource {
  return {
    ...base('firewall.logging', 'log_level', {
      title: `Set ufw’s logging to ${level}`,
      why: 'how much of what is refused is worth a line',
      risk: 'none',
    }),
    kind: 'setting',
    needs: ['firewall.packages'],
    notify: 'firewall.rules',
    path: '/etc/ufw/ufw.conf',
    values: { LOGLEVEL: level },
  }
}

/** Our own unit: nftables.service would flush the tables of others, Docker's and fail2ban's among them, at every start. */
const nftablesUnit = 'flux-firewall.service'
const nftablesPath = '/etc/flux/firewall.nft'
const nftablesUnitText = `[Unit]
Description=Firewall rules of flux
DefaultDependencies=no
Wants=network-pre.target
Before=network-pre.target shutdown.target
After=nftables.service
Conflicts=shutdown.target
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/sbin/nft -f ${nftablesPath}
ExecReload=/usr/sbin/nft -f ${nftablesPath}
ExecStop=/usr/sbin/nft delete table inet flux
[Install]
WantedBy=sysinit.target
`

/** A packet that one table of nft drops is dropped, whatever Docker's or libvirt's accept; ufw's rules stand in the chain that they put theirs in front of. */
function containerGuard(settings: FirewallSettings): readonly Resource[] {
  if (settings.default_forward === 'allow') return []
  return [
    {
      ...base('firewall.forwarding', 'default_forward', {
        title: 'Require that no containers are connected by this machine',
        why: 'a table that forwards nothing takes their network: default_forward = "allow" leaves it',
        risk: 'none',
      }),
      kind: 'require',
      guard: { is: 'network-independent', of: 'forwarding' },
    },
  ]
}

function withNftables(settings: FirewallSettings, context: ModuleContext): readonly Resource[] {
  const { packages } = context.distribution.names
  const ssh = context.others.ssh as { readonly port?: number } | undefined
  return [
    ...containerGuard(settings),
    {
      ...base('firewall.packages', 'backend', { title: 'Install nftables', why: controls.denied.why, risk: 'none' }),
      kind: 'packages',
      packages: (packages.nftables ?? []).map((name) => ({ module: 'firewall', name })),
    },
    {
      ...base('firewall.unit', 'backend', {
        title: 'Have systemd load the rules before the network is up',
        why: 'rules that are gone after a reboot protect nobody',
        risk: 'none',
      }),
      kind: 'file',
      notify: 'firewall.service',
      needs: ['firewall.packages'],
      path: `/etc/systemd/system/${nftablesUnit}`,
      content: nftablesUnitText,
      mode: '644',
      owner: 'root:root',
    },
    {
      ...base('firewall.rules', 'rules', {
        title: 'Write the rules: SSH and what else is asked for comes in, the rest does not',
        why: controls.denied.why,
        risk: 'lockout',
      }),
      kind: 'firewall',
      controls: [controls.denied, controls.loopback],
      notify: 'firewall.service',
      needs: ['firewall.alone', 'firewall.sshd', 'firewall.unit', ...containerGuard(settings).map(({ id }) => id)],
      backend: {
        name: 'nftables',
        path: nftablesPath,
        ruleset: nftRuleset(settings, rulesOf(settings, ssh, context.openings)),
      },
    },
    {
      ...base('firewall.service', 'backend', {
        title: 'Load the rules, now and at every boot',
        why: 'one transaction replaces the old rules: the SSH port is never closed in between',
        risk: 'lockout',
      }),
      kind: 'service',
      needs: ['firewall.rules'],
      unit: nftablesUnit,
    },
  ]
}

/** When sshd is given a port: its old one closes as soon as it has moved. */
function settled(resources: readonly Resource[], context: ModuleContext): readonly Resource[] {
  const ssh = context.others.ssh as { readonly port?: number } | undefined
  if (ssh?.port === undefined) return []
  return [
    {
      ...base('firewall.settled', 'rules', {
        title: 'Close the port that sshd has left',
        why: 'it was kept open until sshd listened on the new one',
        risk: 'lockout',
      }),
      kind: 'repeat',
      needs: ['ssh.reload'],
      // ufw loads its rules itself; its service is for the next boot
      steps: resources.flatMap((resource) =>
        resource.kind === 'firewall' || (resource.kind === 'service' && resource.unit === nftablesUnit)
          ? [resource.id]
          : [],
      ),
    },
  ]
}

export const firewall: Module<typeof schema> = {
  name: 'firewall',
  summary: 'ufw or nftables: deny by default, SSH and what is asked for allowed, IPv4 and IPv6',
  schema,
  after: [],
  check,
  declare: (settings, context) => {
    const backend = settings.backend === 'auto' ? context.distribution.firewall : settings.backend
    const resources = backend === 'ufw' ? withUfw(settings, context) : withNftables(settings, context)
    return [...guards(backend), ...resources, ...settled(resources, context)]
  },
}
