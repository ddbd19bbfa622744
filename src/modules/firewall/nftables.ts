import type { FirewallRule } from './rules.js'
import type { FirewallSettings } from './schema.js'

const verdictOf = { allow: 'accept', deny: 'drop', reject: 'reject' } as const

/** A rule in nft's words; `limit` takes 6 new connections in 30 seconds from an address, as ufw does. */
function nftRule(rule: FirewallRule): readonly string[] {
  const port = rule.port === undefined ? undefined : rule.port === 'sshd' ? '$sshd' : rule.port.replace(':', '-')
  const match = [
    rule.source === undefined ? [] : [`${rule.source.includes(':') ? 'ip6' : 'ip'} saddr ${rule.source}`],
    port === undefined
      ? rule.protocol === 'any'
        ? []
        : [`meta l4proto ${rule.protocol}`]
      : rule.protocol === 'any'
        ? [`meta l4proto { tcp, udp } th dport ${port}`]
        : [`${rule.protocol} dport ${port}`],
  ].flat()
  const comment = `comment "${rule.comment}"`
  if (rule.action !== 'limit') return [[...match, verdictOf[rule.action], comment].join(' ')]
  const source = rule.source === undefined ? undefined : rule.source.includes(':') ? 'ip6' : 'ip'
  return (['ip', 'ip6'] as const)
    .filter((family) => source === undefined || family === source)
    .map((family) =>
      [
        ...match,
        `ct state new add @recent${family === 'ip' ? '4' : '6'} { ${family} saddr limit rate over 12/minute burst 6 packets } drop`,
        comment,
      ].join(' '),
    )
    .concat([...match, 'accept', comment].join(' '))
}

/**
 * The whole table: loopback, established and the ICMP that IPv6 lives by come first and always. It is replaced in one
 * transaction, so the SSH port is never closed in between; tables of others stay.
 */
export function nftRuleset(settings: FirewallSettings, rules: readonly FirewallRule[]): string {
  const policy = (value: 'allow' | 'deny' | 'reject'): string => (value === 'allow' ? 'accept' : 'drop')
  const end = (value: 'allow' | 'deny' | 'reject'): readonly string[] => (value === 'reject' ? ['reject'] : [])
  const log = settings.log_level === 'off' ? [] : ['limit rate 3/minute log prefix "[flux block] "']
  const ping = settings.allow_ping ? ['icmp type echo-request accept', 'icmpv6 type echo-request accept'] : []
  const chain = (
    name: string,
    hook: string,
    value: 'allow' | 'deny' | 'reject',
    lines: readonly string[],
  ): readonly string[] => [
    `\tchain ${name} {`,
    `\t\ttype filter hook ${hook} priority filter; policy ${policy(value)};`,
    ...[...lines, ...end(value)].map((line) => `\t\t${line}`),
    '\t}',
  ]
  const established = 'ct state established,related accept'
  return [
    'table inet flux',
    'delete table inet flux',
    'table inet flux {',
    ...['4', '6'].map((v) => `\tset recent${v} { type ipv${v}_addr; flags dynamic; size 65535; timeout 1m; }`),
    ...chain('input', 'input', settings.default_incoming, [
      'iif lo accept',
      established,
      'ct state invalid drop',
      'icmp type { destination-unreachable, time-exceeded, parameter-problem } accept',
      'icmpv6 type { destination-unreachable, packet-too-big, time-exceeded, parameter-problem, nd-router-advert, nd-neighbor-solicit, nd-neighbor-advert, mld-listener-query } accept',
      'udp dport 546 ip6 saddr fe80::/10 accept comment "DHCPv6"',
      ...ping,
      ...rules.flatMap(nftRule),
      ...log,
    ]),
    ...chain('forward', 'forward', settings.default_forward, [established]),
    ...chain('output', 'output', settings.default_outgoing, [
      'oif lo accept',
      established,
      ...(settings.default_outgoing === 'allow' ? [] : outgoing),
    ]),
    '}',
    '',
  ].join('\n')
}

/** What a machine that may not speak needs all the same: name look-ups, time, DHCP, neighbours. */
const outgoing: readonly string[] = [
  'meta l4proto { tcp, udp } th dport 53 accept',
  'udp dport { 67, 123, 547 } accept',
  'meta l4proto ipv6-icmp accept',
]
