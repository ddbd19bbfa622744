import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { debian } from '../../src/distro/debian.js'
import { firewall } from '../../src/modules/firewall/module.js'
import { schema } from '../../src/modules/firewall/schema.js'
import { isInstalled, run } from '../emit/shells.js'
import { alone } from './context.js'

/**
 * A step finds nothing to do when the rules that it wants are those that `ufw show added` prints, line by line. So what the
 * compiler writes must be what the real ufw prints of it. This asks it, in namespaces of its own: nothing of this machine's
 * network or /etc is touched.
 */
const reason =
  process.getuid?.() !== 0
    ? 'not root'
    : ['ufw', 'unshare', 'iptables'].find((program) => !isInstalled(program))?.replace(/$/, ' is not installed')

const rules: readonly Readonly<Record<string, unknown>>[] = [
  { port: 80 },
  { port: 53, protocol: 'any' },
  { port: 123, protocol: 'udp', action: 'deny' },
  { port: 25, action: 'reject', comment: 'no mail' },
  { port: 8443, action: 'limit' },
  { port: '6000-6010' },
  { port: '7000-7010', protocol: 'udp', action: 'deny' },
  { port: 443, comment: 'a.b_c:d/e-f G' },
  { source: '192.0.2.7', protocol: 'any', action: 'deny' },
  { source: '192.0.2.0/24' },
  { source: '2001:db8::7', protocol: 'any' },
  { source: '2001:db8:1::/48', protocol: 'udp' },
  { port: 5432, source: '10.0.0.0/8' },
  { port: 5433, source: '2001:db8::/32', protocol: 'any' },
  { port: '9000-9010', source: '10.1.0.0/16', protocol: 'udp', action: 'reject' },
  { port: 2222, source: '172.16.0.0/12', action: 'limit' },
]
/** Sources that can be written in more ways than one: ufw prints its own. */
const spellings: readonly string[] = [
  '10.1.2.3/16',
  '198.51.100.9/32',
  '2001:0DB8:0:0::9',
  '2001:db8:2:3:4:5:6:7/48',
  '2001:db8::8/128',
  '::ffff:203.0.113.5',
]
const comments: readonly string[] = [' in front', 'behind ', 'two  blanks', ' ']

interface Row {
  readonly what: string
  readonly want: string
}

/** The line that the compiler makes of a rule, and what the rule was. */
function row(rule: Readonly<Record<string, unknown>>): Row {
  const settings = schema.parse({ rules: [rule] })
  const resources = firewall.declare(settings, { ...alone, distribution: debian, others: { ssh: { port: 22 } } })
  const found = resources.find((resource) => resource.kind === 'firewall')
  const lines = found?.kind === 'firewall' && found.backend.name === 'ufw' ? found.backend.rules : []
  const [want = ''] = lines.filter((line) => !line.endsWith("comment 'flux: ssh'"))
  return { what: JSON.stringify(rule), want }
}

const rows: readonly Row[] = [
  ...rules.map(row),
  ...spellings.map((source, index) => row({ source, port: 4000 + index })),
  ...comments.map((comment, index) => row({ comment, port: 4100 + index })),
  { what: 'SSH as it is by default', want: "limit 22/tcp comment 'flux: ssh'" },
]

/** Gives each rule to ufw as the runtime does, and prints what ufw says that it has. */
const script = `
  set -e
  mkdir -p /tmp/flux-ufw && mount -t tmpfs tmpfs /tmp/flux-ufw
  cp -a /etc/ufw /tmp/flux-ufw/etc && cp -a /etc/default/ufw /tmp/flux-ufw/default
  cp /usr/share/ufw/iptables/user*.rules /tmp/flux-ufw/etc/ 2>/dev/null || :
  mount --bind /tmp/flux-ufw/etc /etc/ufw && mount --bind /tmp/flux-ufw/default /etc/default/ufw
  while IFS= read -r rule; do
    comment=\${rule#* comment \\'}
    ufw prepend \${rule%% comment *} comment "\${comment%\\'}" </dev/null >/dev/null
  done
  ufw show added | sed -n 's/^ufw //p'`

describe.skipIf(reason !== undefined)(`ufw itself${reason === undefined ? '' : ` (skipped: ${reason})`}`, () => {
  const kept = ['/etc/ufw/user.rules', '/etc/ufw/user6.rules', '/etc/ufw/ufw.conf', '/etc/default/ufw']
  const contents = (): readonly string[] => kept.map((file) => (existsSync(file) ? readFileSync(file, 'utf8') : ''))
  let printed: readonly string[] = []
  let complaints = ''
  let before: readonly string[] = []

  beforeAll(() => {
    before = contents()
    const input = rows.map(({ want }) => `${want}\n`).join('')
    const { stdout, stderr } = run(['unshare', '-n', '-m', '--propagation', 'private', 'sh', '-c', script], {
      input,
      timeout: 240_000,
      environment: { LC_ALL: 'C.UTF-8', PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
    })
    printed = stdout.toString().split('\n')
    complaints = stderr
  })

  it('takes every rule', () => {
    expect(complaints).toBe('')
    expect(printed.filter((line) => line !== '').length).toBe(rows.length)
  })

  it.each(rows)('prints $want', ({ want }) => {
    expect(printed).toContain(want)
  })

  it('has the rule in front that was added last', () => {
    expect(printed[0]).toBe(rows.at(-1)?.want)
  })

  it('was asked without a trace on this machine', () => {
    expect(contents()).toEqual(before)
  })
})
