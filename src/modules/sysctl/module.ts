import type { Control } from '../../ir/control.js'
import type { Resource, ResourceBase, ResourceId } from '../../ir/resource.js'
import type { Module } from '../module.js'
import { check } from './check.js'
import { controls } from './controls.js'
import { presets } from './presets.js'
import { type SysctlSettings, schema } from './schema.js'

/** Sorts after everything, Debian 11's protect-links.conf and /etc/sysctl.conf's link 99-sysctl.conf too: the last file wins. */
const parameterFile = '/etc/sysctl.d/zz-flux.conf'

function base(id: ResourceId, option: string, rest: Pick<ResourceBase, 'title' | 'why' | 'risk'>): ResourceBase {
  return { id, controls: [], needs: [], origin: ['modules', 'sysctl', option], ...rest }
}

/** All parameters: the preset's, with the settings' own in their place or behind them. */
function parametersOf(
  settings: SysctlSettings,
): ReadonlyMap<string, { readonly value: string; readonly control?: Control }> {
  const all = new Map<string, { readonly value: string; readonly control?: Control }>()
  for (const { key, ...rest } of presets[settings.preset]) all.set(key, rest)
  if (settings.core_dumps) all.delete('fs.suid_dumpable')
  for (const [key, value] of Object.entries(settings.parameters).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const control = all.get(key)?.control
    // The preset's pattern is for every interface, all and default among them: it would contradict an exception.
    all.delete(key.replace(/^(net\.ipv[46]\.conf)\.[^.]+\./, '$1.*.'))
    all.set(key, { value: String(value), ...(control && { control }) })
  }
  return all
}

function coreDumps(): readonly Resource[] {
  const shared = { why: controls.coreDumps.why, risk: 'none' } as const
  return [
    {
      ...base('sysctl.core-limit', 'core_dumps', { title: 'Limit core dumps to nothing', ...shared }),
      kind: 'file',
      controls: [controls.coreDumps],
      path: '/etc/security/limits.d/flux.conf',
      content: '* hard core 0\n',
      mode: '644',
      owner: 'root:root',
    },
    {
      ...base('sysctl.core-storage', 'core_dumps', { title: 'Store no core dumps of services', ...shared }),
      kind: 'file',
      controls: [controls.coreDumps],
      path: '/etc/systemd/coredump.conf.d/flux.conf',
      content: '[Coredump]\nStorage=none\nProcessSizeMax=0\n',
      mode: '644',
      owner: 'root:root',
    },
  ]
}

/** Guards for values that would cut this very machine off. */
function guards(parameters: ReadonlyMap<string, { readonly value: string }>): readonly Resource[] {
  const isSet = (pattern: RegExp, value: string): boolean =>
    [...parameters].some(([key, entry]) => pattern.test(key) && entry.value === value)
  const resources: Resource[] = []
  if (isSet(/^net\.ipv6\.conf\..*\.(accept_ra|autoconf)$/, '0') || isSet(/^net\.ipv6\.conf\..*\.disable_ipv6$/, '1')) {
    resources.push({
      ...base('sysctl.ipv6', 'parameters', {
        title: 'Require that IPv6 does not come from router advertisements',
        why: 'most clouds announce the default route: refusing it cuts IPv6 off',
        risk: 'none',
      }),
      kind: 'require',
      guard: { is: 'network-independent', of: 'router-advertisements' },
    })
  }
  if (isSet(/^net\.ipv4\.conf\..*\.rp_filter$/, '1')) {
    resources.push({
      ...base('sysctl.reverse-path', 'parameters', {
        title: 'Require that who is logged in is answered by the interface that they came in by',
        why: 'a strict rp_filter drops what comes in where the answer does not leave',
        risk: 'none',
      }),
      kind: 'require',
      guard: { is: 'answers-return' },
    })
  }
  if (isSet(/^net\.ipv4\.(ip_forward|conf\.all\.forwarding)$|^net\.ipv6\.conf\.all\.forwarding$/, '0')) {
    resources.push({
      ...base('sysctl.forwarding', 'parameters', {
        title: 'Require that no containers are connected by this machine',
        why: 'without forwarding they lose their network',
        risk: 'none',
      }),
      kind: 'require',
      guard: { is: 'network-independent', of: 'forwarding' },
    })
  }
  return resources
}

export const sysctl: Module<typeof schema> = {
  name: 'sysctl',
  summary: 'kernel parameters, live and persistent; core dumps off; kernel modules that cannot be loaded',
  schema,
  after: ['firewall'],
  check,
  declare: (settings) => {
    const parameters = parametersOf(settings)
    const served = [...new Set([...parameters.values()].flatMap((entry) => (entry.control ? [entry.control] : [])))]
    const resources: Resource[] = [...guards(parameters)]
    if (parameters.size > 0) {
      resources.push({
        ...base('sysctl.parameters', 'preset', {
          title: 'Set kernel parameters, now and at every boot',
          why: 'each closes a known way in; what this kernel lacks is skipped and named',
          risk: 'service',
        }),
        kind: 'sysctl',
        controls: served,
        needs: resources.map((resource) => resource.id),
        path: parameterFile,
        parameters: Object.fromEntries([...parameters].map(([key, entry]) => [key, entry.value])),
      })
    }
    if (!settings.core_dumps) resources.push(...coreDumps())
    if (settings.blocked_modules.length > 0) {
      resources.push({
        ...base('sysctl.modules', 'blocked_modules', {
          title: 'Keep file systems and protocols that no server needs from being loaded',
          why: controls.modules.why,
          risk: 'none',
        }),
        kind: 'kernelModule',
        controls: [controls.modules],
        path: '/etc/modprobe.d/flux.conf',
        modules: settings.blocked_modules,
      })
    }
    return resources
  },
}
