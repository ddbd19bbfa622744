import { z } from 'zod'

const port = z.int().min(1).max(65535)
/** A name that sshd matches: an account or a group, with `*` and `?`, as useradd(8) and ssh_config(5) allow. */
const account = z
  .string()
  .regex(/^[A-Za-z_*?][A-Za-z0-9_.*?-]{0,31}$/, 'an account name has letters, digits, _ . - and no blank')
const algorithm = z.string().regex(/^[a-z0-9][a-z0-9@.-]*$/, 'an algorithm is written as `ssh -Q` prints it')
const address = z.union([z.ipv4(), z.ipv6()])
/** One line that a `#` comment, a shell word and sshd all print as it is. */
const bannerText = z
  .string()
  .max(2000)
  .regex(/^[\t\n\x20-\x7e]*$/, 'a banner is plain printable text')
  .refine((text) => !/\\[mrsv]/.test(text), 'a banner tells nothing of the system: no \\m \\r \\s \\v')

/** Options of the ssh module; `undefined` where sshd's own value or the machine's is kept. */
export const schema = z.strictObject({
  port: port.optional().describe('port to listen on; unset: the machine keeps the one it has'),
  listen_addresses: z.array(address).default([]).describe('addresses to listen on; empty: all, IPv4 and IPv6'),
  host_keys: z
    .array(z.enum(['ed25519', 'rsa', 'ecdsa']))
    .default([])
    .describe('serve only these, /etc/ssh/ssh_host_TYPE_key; empty: the machine keeps those that clients know it by'),
  permit_root_login: z
    .enum(['auto', 'no', 'prohibit-password', 'yes'])
    .default('auto')
    .describe('auto: no, or prohibit-password on a machine where only root has a usable key'),
  password_authentication: z.boolean().default(false).describe('passwords log in; off only if a usable key exists'),
  pubkey_authentication: z.boolean().default(true).describe('keys log in'),
  max_auth_tries: z.int().min(3).max(20).default(4).describe('attempts a connection; below 3 locks agents out'),
  max_sessions: z.int().min(1).max(100).default(10).describe('sessions a connection'),
  max_startups: z
    .string()
    .regex(/^\d{1,4}:\d{1,3}:\d{1,4}$/, 'max_startups is start:rate:full, such as 10:30:60')
    .default('10:30:60')
    .describe('unauthenticated connections, start:rate:full'),
  login_grace_time: z.int().min(10).max(600).default(60).describe('seconds to log in'),
  client_alive_interval: z.int().min(1).max(3600).default(300).describe('seconds of silence before a probe'),
  client_alive_count_max: z.int().min(1).max(100).default(3).describe('unanswered probes before the end; never 0'),
  log_level: z.enum(['INFO', 'VERBOSE', 'DEBUG']).default('VERBOSE').describe('how much sshd logs'),
  x11_forwarding: z.boolean().default(false).describe('forward X11'),
  tcp_forwarding: z.boolean().optional().describe('forward TCP; unset: sshd’s default, which VS Code and tunnels need'),
  agent_forwarding: z.boolean().optional().describe('forward the agent; unset: sshd’s default'),
  gateway_ports: z.boolean().optional().describe('forwarded ports answer other machines'),
  permit_tunnel: z.boolean().optional().describe('tun(4) devices'),
  allowed_users: z.array(account).default([]).describe('only these accounts log in'),
  allowed_groups: z.array(account).default([]).describe('only members of these groups log in'),
  denied_users: z.array(account).default([]).describe('these accounts never log in'),
  denied_groups: z.array(account).default([]).describe('members of these groups never log in'),
  ciphers: z.array(algorithm).default([]).describe('exactly these ciphers; empty: the release’s, less the weak ones'),
  macs: z.array(algorithm).default([]).describe('exactly these MACs; empty: the release’s, less the weak ones'),
  kex_algorithms: z.array(algorithm).default([]).describe('exactly these; empty: the release’s, less the weak ones'),
  moduli_minimum: z
    .int()
    .min(2048)
    .max(8191)
    .optional()
    .describe('smallest group in /etc/ssh/moduli, in bits; matters only where kex_algorithms allow group exchange'),
  banner_text: bannerText
    .default('Authorized users only. Activity may be monitored and reported.')
    .describe('shown before log-in; empty: none'),
  fail2ban: z
    .strictObject({
      enabled: z.boolean().default(true).describe('ban addresses that fail to log in'),
      maxretry: z.int().min(1).max(100).default(5).describe('failures before a ban'),
      findtime: z.int().min(10).max(86400).default(600).describe('seconds in which they count'),
      bantime: z.int().min(10).max(31536000).default(600).describe('seconds that a ban lasts'),
    })
    .prefault({})
    .describe('fail2ban’s jail for sshd'),
})

export type SshSettings = z.output<typeof schema>
