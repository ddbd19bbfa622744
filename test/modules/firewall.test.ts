import { describe, expect, it } from 'vitest'
import { debian } from '../../src/distro/debian.js'
import type { Resource } from '../../src/ir/resource.js'
import { firewall } from '../../src/modules/firewall/module.js'
import { schema } from '../../src/modules/firewall/schema.js'

type Options = Readonly<Record<string, unknown>>
const resources = (options: Options, ssh?: Options): readonly Resource[] =>
  firewall.declare(schema.parse(options), { distribution: debian, others: ssh === undefined ? {} : { ssh } })

function backend(options: Options, ssh?: Options) {
  const found = resources(options, ssh).find((resource) => resource.kind === 'firewall')
  if (found?.kind !== 'firewall') throw new Error('no firewall')
  return found.backend
}

/** ufw's rules with the one that is matched first in front: each new one is put on top of those before. */
function ufw(options: Options, ssh?: Options): readonly string[] {
  const found = backend(options, ssh)
  return found.name === 'ufw' ? [...found.rules].reverse() : []
}

/** Rules of nft's input chain that are the settings' own. */
function nft(options: Options, ssh?: Options): readonly string[] {
  const found = backend({ ...options, backend: 'nftables' }, ssh)
  const lines = found.name === 'nftables' ? found.ruleset.split('\n') : []
  return lines.filter((line) => line.includes(' comment ') && !line.includes('DHCPv6')).map((line) => line.trim())
}

function ruleset(options: Options): string {
  const found = backend({ ...options, backend: 'nftables' })
  return found.name === 'nftables' ? found.ruleset : ''
}

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

describe('an option', () => {
  it.each([
    [{ ssh_limit: true }, undefined, ['limit sshd/tcp']],
    [{ ssh_limit: false }, undefined, ['allow sshd/tcp']],
    [{}, { port: 2222 }, ['limit 2222/tcp', 'limit sshd/tcp']],
    [{}, {}, ['limit sshd/tcp']],
  ])('%j with ssh %j opens %j to SSH, the old port until sshd has moved', (options, ssh, want) => {
    const own = ufw(options, ssh).filter((rule) => rule.endsWith("comment 'flux: ssh'"))
    expect(own.map((rule) => rule.replace(/ comment.*/, ''))).toEqual(want)
  })

  it('about a moved sshd has the firewall close the old port afterwards', () => {
    const settled = resources({}, { port: 2222 }).find((resource) => resource.kind === 'repeat')
    expect(settled).toMatchObject({ needs: ['ssh.reload'] })
    expect(settled?.kind === 'repeat' && settled.steps).toContain('firewall.rules')
    expect(resources({}, {}).some((resource) => resource.kind === 'repeat')).toBe(false)
  })

  it.each([
    [{}, { DEFAULT_INPUT_POLICY: '"DROP"', DEFAULT_OUTPUT_POLICY: '"ACCEPT"', DEFAULT_FORWARD_POLICY: '"DROP"' }],
    [
      { default_incoming: 'reject', default_outgoing: 'deny' },
      { DEFAULT_INPUT_POLICY: '"REJECT"', DEFAULT_OUTPUT_POLICY: '"DROP"' },
    ],
    [{ default_forward: 'allow' }, { DEFAULT_FORWARD_POLICY: '"ACCEPT"' }],
    [{}, { IPV6: 'yes', IPT_SYSCTL: '' }],
  ])('%j makes ufw’s policy %j', (options, want) => {
    const policy = resources(options).find(({ id }) => id === 'firewall.policy')
    expect(policy?.kind === 'setting' ? policy.values : {}).toMatchObject(want)
  })

  it.each([
    [{}, ['input: drop', 'forward: drop', 'output: accept']],
    [{ default_incoming: 'reject', default_forward: 'allow' }, ['input: drop', 'forward: accept', 'output: accept']],
    [{ default_outgoing: 'deny' }, ['input: drop', 'forward: drop', 'output: drop']],
  ])('%j makes nftables’ policies %j', (options, want) => {
    const found = [...ruleset(options).matchAll(/hook (\w+) .*policy (\w+);/g)].map(
      ([, hook, policy]) => `${hook}: ${policy}`,
    )
    expect(found).toEqual(want)
  })

  it('reject ends its chain with a reject, and only then', () => {
    expect(ruleset({ default_incoming: 'reject' })).toMatch(/\n\t\treject\n\t\}/)
    expect(ruleset({})).not.toMatch(/\n\t\treject\n/)
  })

  it.each([
    [{ allow_ping: true }, true],
    [{ allow_ping: false }, false],
  ])('%j lets echo requests in: %s, and never what IPv6 lives by out', (options, want) => {
    expect(/icmp type echo-request accept/.test(ruleset(options))).toBe(want)
    expect(/icmpv6 type echo-request accept/.test(ruleset(options))).toBe(want)
    for (const type of ['nd-neighbor-solicit', 'nd-neighbor-advert', 'packet-too-big'])
      expect(ruleset(options)).toContain(type)
  })

  it.each(['off', 'medium', 'high', 'full'])('log_level %s is set in ufw.conf, low is ufw’s own', (level) => {
    const logging = (log: string) => resources({ log_level: log }).find(({ id }) => id === 'firewall.logging')
    expect(logging(level)).toMatchObject({ values: { LOGLEVEL: level }, path: '/etc/ufw/ufw.conf' })
    expect(logging('low')).toBeUndefined()
    expect(ruleset({ log_level: level }).includes('log prefix')).toBe(level !== 'off')
  })

  it.each([
    ['auto', 'ufw', 'ufw'],
    ['ufw', 'ufw', 'ufw'],
    ['nftables', 'nftables', 'nftables'],
  ])('backend %s is %s and installs %s', (name, want, installed) => {
    expect(backend({ backend: name }).name).toBe(want)
    const list = resources({ backend: name }).find((resource) => resource.kind === 'packages')
    expect(list?.kind === 'packages' ? list.packages : []).toEqual([{ module: 'firewall', name: installed }])
  })
})

describe('the rules', () => {
  it.each(['ufw', 'nftables'])('of %s are written after the guards, at the risk of a lockout', (name) => {
    const rules = resources({ backend: name }).find(({ id }) => id === 'firewall.rules')
    expect(rules).toMatchObject({ risk: 'lockout', kind: 'firewall' })
    expect(rules?.needs).toEqual(expect.arrayContaining(['firewall.alone', 'firewall.sshd']))
  })

  it('open SSH also when the ssh module does not take part', () => {
    expect(ufw({})).toContain("limit sshd/tcp comment 'flux: ssh'")
    expect(nft({}).some((rule) => rule.startsWith('tcp dport $sshd'))).toBe(true)
  })
})
