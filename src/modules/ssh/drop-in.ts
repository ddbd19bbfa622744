import type { Control } from '../../ir/control.js'
import { controls } from './controls.js'
import type { SshSettings } from './schema.js'

/** One line of the drop-in, with the control it serves, if any. */
export interface Directive {
  readonly keyword: string
  readonly value: string
  readonly control?: Control
}

/** Key exchange that is taken away from the release's own list: NIST curves, small and ad-hoc groups. */
const weakKeyExchange = 'ecdh-sha2-*,diffie-hellman-group14-*,diffie-hellman-group-exchange-*'
/** Authentication codes that are taken away: SHA-1, 64-bit tags, and all that encrypt and MAC instead of then MAC. */
const weakMacs = 'hmac-sha1*,umac-64*,umac-128@openssh.com,hmac-sha2-256,hmac-sha2-512'

const yesNo = (value: boolean): string => (value ? 'yes' : 'no')

/** Sorts before cloud-init's 50-cloud-init.conf: sshd takes the first value of a keyword. */
export const dropInPath = '/etc/ssh/sshd_config.d/00-flux.conf'
/** The banner's file: the one that CIS and the distributions name for log-ins over the network. */
export const bannerPath = '/etc/issue.net'

/**
 * The lines that the settings ask for, in the order of sshd_config(5)'s themes. Only options that are set are written: sshd
 * takes the first value of a keyword, and what is unset stays the machine's.
 */
export function directives(settings: SshSettings): readonly Directive[] {
  const lines: Directive[] = []
  const add = (keyword: string, value: string | number | undefined, control?: Control): void => {
    if (value !== undefined) lines.push({ keyword, value: String(value), ...(control && { control }) })
  }
  const flag = (keyword: string, value: boolean | undefined, control?: Control): void =>
    add(keyword, value === undefined ? undefined : yesNo(value), control)
  const list = (keyword: string, own: readonly string[], weak: string | undefined, control?: Control): void =>
    add(keyword, own.length > 0 ? own.join(',') : weak === undefined ? undefined : `-${weak}`, control)

  add('Port', settings.port)
  for (const address of settings.listen_addresses) add('ListenAddress', address)
  for (const type of settings.host_keys) add('HostKey', `/etc/ssh/ssh_host_${type}_key`, controls.hostKeys)
  list('Ciphers', settings.ciphers, undefined)
  list('KexAlgorithms', settings.kex_algorithms, weakKeyExchange, controls.keyExchange)
  list('MACs', settings.macs, weakMacs, controls.macs)
  if (settings.permit_root_login !== 'auto') add('PermitRootLogin', settings.permit_root_login, controls.rootLogin)
  flag('PubkeyAuthentication', settings.pubkey_authentication)
  flag('PasswordAuthentication', settings.password_authentication, controls.passwords)
  flag('KbdInteractiveAuthentication', settings.password_authentication, controls.passwords)
  // Before OpenSSH 8.7 this one has a default of its own, and wins over KbdInteractiveAuthentication; since then it is its alias.
  flag('ChallengeResponseAuthentication', settings.password_authentication, controls.passwords)
  flag('PermitEmptyPasswords', false, controls.emptyPasswords)
  flag('HostbasedAuthentication', false, controls.hosts)
  flag('IgnoreRhosts', true, controls.hosts)
  flag('GSSAPIAuthentication', false, controls.environment)
  flag('PermitUserEnvironment', false, controls.environment)
  add('MaxAuthTries', settings.max_auth_tries, controls.authTries)
  add('MaxSessions', settings.max_sessions, controls.sessions)
  add('MaxStartups', settings.max_startups, controls.startups)
  add('LoginGraceTime', settings.login_grace_time, controls.graceTime)
  add('ClientAliveInterval', settings.client_alive_interval, controls.keepAlive)
  add('ClientAliveCountMax', settings.client_alive_count_max, controls.keepAlive)
  add('LogLevel', settings.log_level, controls.logLevel)
  flag('X11Forwarding', settings.x11_forwarding, controls.forwarding)
  flag('AllowTcpForwarding', settings.tcp_forwarding)
  flag('AllowAgentForwarding', settings.agent_forwarding)
  flag('GatewayPorts', settings.gateway_ports)
  flag('PermitTunnel', settings.permit_tunnel)
  if (settings.banner_text !== '') add('Banner', bannerPath, controls.banner)
  for (const [keyword, names] of [
    ['DenyUsers', settings.denied_users],
    ['AllowUsers', settings.allowed_users],
    ['DenyGroups', settings.denied_groups],
    ['AllowGroups', settings.allowed_groups],
  ] as const) {
    if (names.length > 0) add(keyword, names.join(' '))
  }
  return lines
}
