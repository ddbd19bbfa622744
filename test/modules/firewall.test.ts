import { describe, expect, it } from 'vitest'
import { schema } from '../../src/modules/firewall/schema.js'
import { nft, type Options, resources, ruleset, ufw } from './firewall.js'

const tcp = (...ports: readonly string[]): readonly string[] => ports.map((port) => `${port}/tcp`)
const opened: Readonly<Record<string, readonly string[]>> = {
  minimal: [],
  'web-server': tcp('80', '443'),
  'mail-server': tcp('25', '110', '143', '465', '587', '993', '995'),
  'docker-host': [...tcp('2376', '2377', '7946'), '4789/udp', '7946/udp'],
  kubernetes: tcp('2379:2380', '6443', '10250', '10257', '10259', '30000:32767'),
}

describe('a preset', () => {
  it.each(Object.entries(opened))('%s opens SSH and %j, in ufw', (preset, ports) => {
    const own = ports.map((port) => `allow ${port} comment 'flux: ${preset}'`)
    expect(ufw({ preset })).toEqual(["limit sshd/tcp comment 'flux: ssh'", ...own])
  })

  it.each(Object.entries(opened))('%s opens SSH and %j, in nftables', (preset, ports) => {
    const own = ports.map((port) => {
      const [number = '', protocol] = port.split('/')
      return `${protocol} dport ${number.replace(':', '-')} accept comment "${preset}"`
    })
    const all = nft({ preset })
    expect(all.filter((rule) => !rule.includes('"ssh"'))).toEqual(own)
    expect(all.filter((rule) => rule.endsWith('accept comment "ssh"'))).toEqual([
      'tcp dport $sshd accept comment "ssh"',
    ])
  })

  it('database opens its ports to the sources only', () => {
    const options = { preset: 'database', preset_sources: ['10.0.0.0/8', 'fd00::/8'] }
    expect(ufw(options).slice(1)).toEqual([
      "allow from 10.0.0.0/8 to any port 3306 proto tcp comment 'flux: database'",
      "allow from fd00::/8 to any port 3306 proto tcp comment 'flux: database'",
      "allow from 10.0.0.0/8 to any port 5432 proto tcp comment 'flux: database'",
      "allow from fd00::/8 to any port 5432 proto tcp comment 'flux: database'",
    ])
    expect(nft(options)).toEqual(
      expect.arrayContaining([
        'ip saddr 10.0.0.0/8 tcp dport 3306 accept comment "database"',
        'ip6 saddr fd00::/8 tcp dport 5432 accept comment "database"',
      ]),
    )
  })
})

describe('a rule', () => {
  it.each<[Options, string, string]>([
    [{ port: 80 }, "allow 80/tcp comment 'flux: rule'", 'tcp dport 80 accept comment "rule"'],
    [
      { port: 53, protocol: 'udp', comment: 'names' },
      "allow 53/udp comment 'flux: names'",
      'udp dport 53 accept comment "names"',
    ],
    [
      { port: 53, protocol: 'any' },
      "allow 53 comment 'flux: rule'",
      'meta l4proto { tcp, udp } th dport 53 accept comment "rule"',
    ],
    [{ port: '6000-6010' }, "allow 6000:6010/tcp comment 'flux: rule'", 'tcp dport 6000-6010 accept comment "rule"'],
    [{ port: 25, action: 'deny' }, "deny 25/tcp comment 'flux: rule'", 'tcp dport 25 drop comment "rule"'],
    [{ port: 25, action: 'reject' }, "reject 25/tcp comment 'flux: rule'", 'tcp dport 25 reject comment "rule"'],
    [
      { source: '192.0.2.7', protocol: 'any', action: 'deny' },
      "deny from 192.0.2.7 comment 'flux: rule'",
      'ip saddr 192.0.2.7 drop comment "rule"',
    ],
    [
      { port: 5432, source: '2001:db8::/32' },
      "allow from 2001:db8::/32 to any port 5432 proto tcp comment 'flux: rule'",
      'ip6 saddr 2001:db8::/32 tcp dport 5432 accept comment "rule"',
    ],
    [
      { source: '10.0.0.0/8', protocol: 'udp' },
      "allow from 10.0.0.0/8 proto udp comment 'flux: rule'",
      'ip saddr 10.0.0.0/8 meta l4proto udp accept comment "rule"',
    ],
  ])('%j is %s and %s', (rule, wantUfw, wantNft) => {
    expect(ufw({ rules: [rule] })).toContain(wantUfw)
    expect(nft({ rules: [rule] })).toContain(wantNft)
  })

  it('that limits drops what is too much before it accepts, for IPv4 and IPv6', () => {
    const rules = nft({ rules: [{ port: 8443, action: 'limit' }] }).filter((rule) => rule.includes('8443'))
    expect(rules.map((rule) => / (drop|accept) comment/.exec(rule)?.[1])).toEqual(['drop', 'drop', 'accept'])
    expect(rules[0]).toMatch(/@recent4 \{ ip saddr/)
    expect(rules[1]).toMatch(/@recent6 \{ ip6 saddr/)
    expect(ufw({ rules: [{ port: 8443, action: 'limit' }] })).toContain("limit 8443/tcp comment 'flux: rule'")
  })

  it.each<Options>([
    {},
    { protocol: 'tcp' },
    { port: 0 },
    { port: 65536 },
    { port: '90-80' },
    { port: '0-10' },
    { port: '1-65536' },
    { port: '80-90', protocol: 'any' },
    { port: '80' },
    { port: '80:90' },
    { port: 80, protocol: 'icmp' },
    { port: 80, source: 'example.com' },
    { port: 80, source: '10.0.0.0/33' },
    { port: 80, source: '10.0.0.1; id' },
    { port: 80, action: 'drop' },
    { port: 80, comment: "it's" },
    { port: 80, comment: '"x"' },
    { port: 80, comment: 'a\nb' },
    { port: 80, comment: 'x'.repeat(41) },
  ])('is not %j', (rule) => {
    expect(schema.safeParse({ rules: [rule] }).success).toBe(false)
  })
})

describe('the order of the rules', () => {
  const options = {
    preset: 'web-server',
    blocked_ips: ['203.0.113.0/24'],
    trusted_ips: ['198.51.100.4'],
    rules: [{ port: 8080, action: 'deny' }, { port: 8081 }],
  }

  it('is blocked, trusted, SSH, the settings’ own, the preset, in both back ends', () => {
    const comments = (rules: readonly string[]): readonly string[] =>
      rules.map((rule) => /comment ['"](?:flux: )?([^'"]+)['"]/.exec(rule)?.[1] ?? '')
    const want = ['blocked', 'trusted', 'ssh', 'rule', 'rule', 'web-server', 'web-server']
    expect(comments(ufw(options))).toEqual(want)
    expect(comments(nft({ ...options, ssh_limit: false }))).toEqual(want)
  })

  it('has in nftables the loopback and what is established before them, and the log behind them', () => {
    const text = ruleset(options)
    const at = [
      'iif lo accept',
      'ct state established,related accept',
      'nd-neighbor-solicit',
      '"blocked"',
      '"ssh"',
      'log prefix',
    ]
    expect(at.map((part) => text.indexOf(part))).toEqual(at.map((part) => text.indexOf(part)).sort((a, b) => a - b))
    expect(at.every((part) => text.includes(part))).toBe(true)
  })
})

describe('the rules', () => {
  it.each(['ufw', 'nftables'])('of %s are written after the guards, at the risk of a lockout', (name) => {
    const rules = resources({ backend: name }).find(({ id }) => id === 'firewall.rules')
    expect(rules).toMatchObject({ risk: 'lockout', kind: 'firewall' })
    expect(rules?.needs).toEqual(expect.arrayContaining(['firewall.alone', 'firewall.sshd']))
  })

  it.each([
    ['ufw', 'deny', false],
    ['nftables', 'deny', true],
    ['nftables', 'reject', true],
    ['nftables', 'allow', false],
  ])('of %s that %s what is forwarded wait for the guard of containers: %s', (backend, forward, guarded) => {
    const rules = resources({ backend, default_forward: forward }).find(({ id }) => id === 'firewall.rules')
    expect(rules?.needs.includes('firewall.forwarding')).toBe(guarded)
  })

  it('open SSH also when the ssh module does not take part', () => {
    expect(ufw({})).toContain("limit sshd/tcp comment 'flux: ssh'")
    expect(nft({}).some((rule) => rule.startsWith('tcp dport $sshd'))).toBe(true)
  })
})
