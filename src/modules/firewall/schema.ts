import { z } from 'zod'

const network = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])
const port = z.union([
  z.int().min(1).max(65535),
  z
    .string()
    .regex(/^\d{1,5}-\d{1,5}$/, 'a range of ports is written first-last, such as 6000-6010')
    .refine((range) => {
      const [first, last] = range.split('-').map(Number)
      return first !== undefined && last !== undefined && first >= 1 && first < last && last <= 65535
    }, 'the first port of a range is the smaller one, and the last is at most 65535'),
])
/** ufw prints comments between single quotes; what is left here needs no escaping anywhere. */
const comment = z
  .string()
  .max(40)
  .regex(/^[A-Za-z0-9 ._:/-]*$/, 'a comment has letters, digits, blanks and . _ : / -')

/** One rule beside the presets. */
export const ruleSchema = z
  .strictObject({
    port: port.optional().describe('port or range; unset: all'),
    protocol: z
      .enum(['tcp', 'udp', 'any'])
      .default('tcp')
      .describe('any: TCP and UDP, or everything if no port is named'),
    source: network.optional().describe('address or network; unset: anywhere'),
    action: z
      .enum(['allow', 'deny', 'reject', 'limit'])
      .default('allow')
      .describe('limit: 6 connections in 30 seconds'),
    comment: comment.default('').describe('what the rule is for'),
  })
  .refine((rule) => rule.port !== undefined || rule.source !== undefined, 'a rule names a port, a source or both')
  .refine(
    (rule) => rule.protocol !== 'any' || !String(rule.port ?? '').includes('-'),
    'a range of ports needs protocol = "tcp" or "udp"',
  )

/** Options of the firewall module. */
export const schema = z.strictObject({
  backend: z.enum(['auto', 'ufw', 'nftables']).default('auto').describe('auto: the distribution’s own'),
  default_incoming: z.enum(['deny', 'reject']).default('deny').describe('what no rule allows in'),
  default_outgoing: z.enum(['allow', 'deny', 'reject']).default('allow').describe('what no rule allows out'),
  default_forward: z.enum(['allow', 'deny', 'reject']).default('deny').describe('what no rule allows through'),
  preset: z
    .enum(['minimal', 'web-server', 'database', 'mail-server', 'docker-host', 'kubernetes'])
    .default('minimal')
    .describe('ports to open beside SSH'),
  preset_sources: z.array(network).default([]).describe('only these may use the preset’s ports; database needs them'),
  rules: z.array(ruleSchema).default([]).describe('rules beside the preset, first match wins'),
  ssh_limit: z.boolean().default(true).describe('limit new SSH connections to 6 in 30 seconds an address'),
  trusted_ips: z.array(network).default([]).describe('may use every port'),
  blocked_ips: z.array(network).default([]).describe('may use none'),
  log_level: z.enum(['off', 'low', 'medium', 'high', 'full']).default('low').describe('what is logged; ufw’s words'),
  allow_ping: z.boolean().default(true).describe('answer ICMP echo'),
})

export type FirewallSettings = z.output<typeof schema>
export type Rule = z.output<typeof ruleSchema>
