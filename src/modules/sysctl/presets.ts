import type { Control } from '../../ir/control.js'
import { controls } from './controls.js'

/** A kernel parameter of a preset, with the control it serves, if any. */
export interface Parameter {
  readonly key: string
  readonly value: string
  readonly control?: Control
}

export type PresetName = 'container-host' | 'custom' | 'performance' | 'router' | 'security'

const parameter = (key: string, value: number | string, control?: Control): Parameter => ({
  key,
  value: String(value),
  ...(control && { control }),
})

/**
 * The key for all interfaces, for those to come, and for each that is there: the kernel combines `all` with an interface's own
 * value, and interfaces that are up before systemd-sysctl runs do not follow `default`. `*` is sysctl.d(5)'s.
 */
const everywhere = (family: 'ipv4' | 'ipv6', name: string, value: number, control: Control): readonly Parameter[] =>
  ['all', 'default', '*'].map((interfaces) => parameter(`net.${family}.conf.${interfaces}.${name}`, value, control))

/** Controls 21 to 31. Not here, for they cut machines off: accept_ra, disable_ipv6, ip_forward, modules_disabled. */
const security: readonly Parameter[] = [
  parameter('kernel.randomize_va_space', 2, controls.addressSpace),
  parameter('kernel.yama.ptrace_scope', 1, controls.ptrace),
  parameter('fs.suid_dumpable', 0, controls.coreDumps),
  parameter('kernel.kptr_restrict', 2, controls.kernelAddresses),
  parameter('kernel.dmesg_restrict', 1, controls.kernelAddresses),
  parameter('kernel.unprivileged_bpf_disabled', 1, controls.bpf),
  parameter('net.core.bpf_jit_harden', 2, controls.bpf),
  parameter('kernel.perf_event_paranoid', 3, controls.bpf),
  parameter('fs.protected_hardlinks', 1, controls.links),
  parameter('fs.protected_symlinks', 1, controls.links),
  parameter('fs.protected_fifos', 2, controls.links),
  parameter('fs.protected_regular', 2, controls.links),
  parameter('kernel.sysrq', 0, controls.sysrq),
  ...everywhere('ipv4', 'send_redirects', 0, controls.redirects),
  ...everywhere('ipv4', 'accept_redirects', 0, controls.redirects),
  ...everywhere('ipv4', 'secure_redirects', 0, controls.redirects),
  ...everywhere('ipv6', 'accept_redirects', 0, controls.redirects),
  ...everywhere('ipv4', 'accept_source_route', 0, controls.sourceRoutes),
  ...everywhere('ipv6', 'accept_source_route', 0, controls.sourceRoutes),
  ...everywhere('ipv4', 'rp_filter', 1, controls.spoofing),
  ...everywhere('ipv4', 'log_martians', 1, controls.spoofing),
  parameter('net.ipv4.tcp_syncookies', 1, controls.floods),
  parameter('net.ipv4.icmp_echo_ignore_broadcasts', 1, controls.floods),
  parameter('net.ipv4.icmp_ignore_bogus_error_responses', 1, controls.floods),
  parameter('net.ipv4.tcp_rfc1337', 1, controls.floods),
]

/** Forwarding for routers: loose source checks, for packets leave by another way than they came. */
const router: readonly Parameter[] = [
  parameter('net.ipv4.ip_forward', 1),
  parameter('net.ipv6.conf.all.forwarding', 1),
  // forwarding switches router advertisements off; 2 keeps the route of a machine that lives by them
  parameter('net.ipv6.conf.all.accept_ra', 2),
  parameter('net.ipv6.conf.default.accept_ra', 2),
  ...everywhere('ipv4', 'rp_filter', 2, controls.spoofing),
]

const containerHost: readonly Parameter[] = [
  ...router,
  parameter('fs.inotify.max_user_instances', 8192),
  parameter('fs.inotify.max_user_watches', 524288),
  parameter('vm.max_map_count', 262144),
]

/** Busy servers. Neither BBR nor fq: their modules may be absent. */
const performance: readonly Parameter[] = [
  parameter('net.core.somaxconn', 4096),
  parameter('net.core.netdev_max_backlog', 16384),
  parameter('net.core.rmem_max', 16777216),
  parameter('net.core.wmem_max', 16777216),
  parameter('net.ipv4.tcp_max_syn_backlog', 8192),
  parameter('net.ipv4.tcp_rmem', '4096 131072 16777216'),
  parameter('net.ipv4.tcp_wmem', '4096 16384 16777216'),
  parameter('net.ipv4.tcp_fin_timeout', 30),
  parameter('net.ipv4.tcp_slow_start_after_idle', 0),
  parameter('vm.swappiness', 10),
]

/** What each preset sets; a later entry of the same key wins. All but custom are secure too. */
export const presets: Readonly<Record<PresetName, readonly Parameter[]>> = {
  security,
  performance: [...security, ...performance],
  router: [...security, ...router],
  'container-host': [...security, ...containerHost],
  custom: [],
}

/** CIS level 1, then level 2. Never vfat, overlay or squashfs. */
export const unneededModules: readonly string[] = [
  'cramfs',
  'freevxfs',
  'hfs',
  'hfsplus',
  'jffs2',
  'usb-storage',
  'udf',
  'dccp',
  'rds',
  'sctp',
  'tipc',
]
