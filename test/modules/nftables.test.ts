import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { schema } from '../../src/modules/firewall/schema.js'
import { isInstalled, run, scratch } from '../emit/shells.js'
import { shellRuns } from '../runs.js'
import { type Options, ruleset } from './firewall.js'

const reason =
  process.getuid?.() !== 0
    ? 'not root'
    : ['nft', 'unshare'].find((program) => !isInstalled(program))?.replace(/$/, ' is not installed')

/** What nft says against each ruleset, in a network namespace of its own: `-c` checks and changes nothing. */
function complaints(rulesets: readonly string[], how: '-c' | '' = '-c'): string {
  const directory = scratch()
  mkdirSync(join(directory, 'rules'))
  for (const [index, text] of rulesets.entries()) {
    writeFileSync(join(directory, 'rules', `${index}.nft`), `define sshd = { 22, 2222 }\n${text}`)
  }
  const script = `for f in rules/*; do nft ${how} -f $f && nft ${how} -f $f; done 2>&1`
  const { stdout } = run(['unshare', '-n', 'sh', '-c', script], {
    cwd: directory,
    timeout: 240_000,
    environment: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
  })
  return stdout.toString()
}

const policies = ['allow', 'deny', 'reject'] as const
const source = fc.oneof(
  fc.ipV4(),
  fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })).map(([address, bits]) => `${address}/${bits}`),
  fc.ipV6().filter((address) => !address.includes('.')),
  fc.constantFrom(
    '10.0.0.0/8',
    '192.0.2.7',
    '2001:db8::/32',
    '2001:db8::7',
    'fe80::/10',
    '::1/128',
    '0.0.0.0/0',
    '::/0',
  ),
)
const port = fc.integer({ min: 1, max: 65535 })
const range = fc
  .tuple(port, port)
  .filter(([a, b]) => a < b)
  .map(([a, b]) => `${a}-${b}`)
const rule = fc
  .record(
    {
      port: fc.oneof(port, range),
      protocol: fc.constantFrom('tcp', 'udp', 'any'),
      source,
      action: fc.constantFrom('allow', 'deny', 'reject', 'limit'),
      comment: fc.stringMatching(/^[A-Za-z0-9 ._:/-]{0,40}$/),
    },
    { requiredKeys: [] },
  )
  .filter((given) => schema.safeParse({ rules: [given] }).success)
const settings: fc.Arbitrary<Options> = fc.record(
  {
    default_incoming: fc.constantFrom('deny', 'reject'),
    default_outgoing: fc.constantFrom(...policies),
    default_forward: fc.constantFrom(...policies),
    preset: fc.constantFrom('minimal', 'web-server', 'database', 'mail-server', 'docker-host', 'kubernetes'),
    preset_sources: fc.array(source, { maxLength: 2 }),
    rules: fc.array(rule, { maxLength: 4 }),
    ssh_limit: fc.boolean(),
    trusted_ips: fc.array(source, { maxLength: 2 }),
    blocked_ips: fc.array(source, { maxLength: 2 }),
    log_level: fc.constantFrom('off', 'low', 'full'),
    allow_ping: fc.boolean(),
  },
  { requiredKeys: [] },
)

describe.skipIf(reason !== undefined)(`nft itself${reason === undefined ? '' : ` (skipped: ${reason})`}`, () => {
  it('loads the rules of the defaults, and loads them again', () => {
    expect(complaints([ruleset({})], '')).toBe('')
  })

  it.each(['minimal', 'web-server', 'database', 'mail-server', 'docker-host', 'kubernetes'])(
    'takes preset %s',
    (preset) => {
      expect(complaints([ruleset({ preset }), ruleset({ preset, preset_sources: ['10.0.0.0/8', 'fd00::/8'] })])).toBe(
        '',
      )
    },
  )

  it('takes the rules of any settings that the schema takes', () => {
    fc.assert(
      fc.property(fc.array(settings, { minLength: 1, maxLength: 12 }), (many) => {
        expect(complaints(many.map(ruleset))).toBe('')
      }),
      shellRuns(8),
    )
  })

  it('says so when a ruleset is wrong', () => {
    expect(complaints([`${ruleset({})}table inet broken { chain }\n`])).not.toBe('')
  })
})
