import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { assemble } from '../../src/assemble.js'
import { controlIds } from '../../src/emit/controls.js'
import { emit, emitBare, emitShort } from '../../src/emit/script.js'
import { functionOf } from '../../src/ir/id.js'
import { cases } from '../golden/cases.js'
import { compiled } from '../golden/settings.js'
import { about, base, sample, samples } from '../passes/resources.js'
import { codeOf, functionsOf } from '../passes/script.js'
import { eachShell, runScript, shells } from './shells.js'

describe.each(cases)('the script of $name', ({ given }) => {
  const { script, plan } = compiled(given)
  const position = (text: string): number => script.indexOf(text)

  it('begins with its interpreter and says what it is made from', () => {
    expect(script).toMatch(/^#!\/bin\/sh\n/)
    expect(script.split('\n').slice(0, 12).join('\n')).toContain(plan.settingsDigest)
    expect(script.split('\n').slice(0, 12).join('\n')).toContain(`${plan.workflow}.sh`)
  })

  it('has usage, index, options, steps, runtime and start in this order', () => {
    const first = plan.steps[0]
    const marks = [
      'Usage: sh ',
      '# Index',
      'set -u',
      `${functionOf(first?.id ?? 'a.a')}() {`,
      '# ---- runtime',
      'main "$@"',
    ]
    const at = marks.map(position)
    expect(at.every((place) => place > 0)).toBe(true)
    expect(at).toEqual([...at].sort((a, b) => a - b))
  })

  it('has a row of the index and a function with its reason for every step, and prints the rows with --list', () => {
    const functions = functionsOf(codeOf(script))
    const { stdout, code } = runScript(shells[0], script, ['--list'])
    const rows = stdout
      .toString()
      .trim()
      .split('\n')
      .map((row) => row.split(' | '))
    expect(code).toBe(0)
    expect(rows.map(([id]) => id)).toEqual(plan.steps.map(({ id }) => id))
    for (const [index, step] of plan.steps.entries()) {
      expect(rows[index]).toEqual([
        step.id,
        controlIds(step.controls),
        step.risk,
        step.undo,
        step.touches.join(' ') || '-',
      ])
      expect([...functions.keys()]).toContain(functionOf(step.id))
      expect(script).toContain(`\n# ${step.id}: `)
    }
  })

  it('has the sha256 of its runtime in the line above it, so that a reviewer who knows it folds it', () => {
    const parts = /^# ---- runtime.* sha256 ([0-9a-f]{64}).*\n([\s\S]*)\n.*main "\$@"[\s}]*$/m.exec(script)
    const digest = createHash('sha256').update(parts?.[2] ?? '')
    expect(parts?.[1]).toBe(digest.digest('hex'))
  })

  it('uses `set -u`, and never `set -e`', () => {
    expect(codeOf(script)).toMatch(/^set -u$/m)
    expect(codeOf(script)).not.toMatch(/\bset -\w*e/)
  })

  it('without comments is shorter, and has the same code', () => {
    const bare = emitBare(plan)
    expect(bare.length).toBeLessThan(script.length)
    const code = (text: string): string =>
      codeOf(text.replace(/^# ---- .*$/gm, '').replace(/^Usage[\s\S]*?^FLUX$/m, '')).replace(/\n\s*/g, '\n')
    expect(code(bare)).toBe(code(emitShort(plan)))
    expect(emit(plan)).toBe(script)
  })
})

describe('the arguments of a script', () => {
  const { script } = compiled({})
  const wrong: readonly (readonly string[])[] = [
    ['--dry-rum'],
    ['dry-run'],
    ['-n'],
    ['--apply', '--audit'],
    ['--dry-run', '--rollback'],
    ['--only'],
    ['--only', ''],
    ['--only', 'ssd'],
    ['--skip', 'ssh,nothing'],
    ['--on-failure', 'panic'],
    ['--log-format', 'xml'],
    ['--log-level', 'loud'],
    ['--log-file', 'relative'],
    ['--confirm-timeout', 'soon'],
    ['--confirm-timeout'],
    [''],
  ]

  it.each(eachShell)('in %s change nothing and exit 64 when they are wrong', (_name, shell) => {
    for (const given of wrong) {
      const { code, stdout, stderr } = runScript(shell, script, given)
      expect([given, code, stdout.toString()]).toEqual([given, 64, ''])
      expect(stderr).toMatch(/nothing was changed/)
    }
  })
})

describe('a step', () => {
  const about1 = (resource: Parameters<typeof assemble>[0][number]): string => assemble([resource], about).script

  it('keeps its title and its reason on their lines, whatever is in them', () => {
    const script = about1(sample('file', 'a.file', { title: 'Do\nrm -rf /', why: 'a\r\u2028b' }))
    expect(script).toContain('# a.file: Do rm -rf /\n# why: a b\n')
  })

  it('gives a file’s check only where there is one', () => {
    const { check: _, ...unchecked } = samples.file
    expect(about1(samples.file)).toContain("/etc/a.conf 600 root:root 'sshd -t -f' <<'FLUX'\nx\nFLUX")
    expect(about1(unchecked)).toContain("/etc/a.conf 600 root:root <<'FLUX'\nx\nFLUX")
  })

  it('prints patterns bare, so that the shell expands them, and words quoted', () => {
    expect(about1(samples.permissions)).toMatch(/flux_mode 600 root:root \/etc\/a\/\*\.conf$/m)
    expect(about1(samples.block)).toContain("flux_block '/etc/a b' '^Include' <<'FLUX'")
  })

  it('of nftables gets a file and rules', () => {
    const backend = { name: 'nftables', path: '/etc/flux/x.nft', ruleset: 'table inet flux {\n}\n' } as const
    const script = about1({ ...base('a.rules'), kind: 'firewall', backend })
    expect(script).toContain("flux_nftables /etc/flux/x.nft <<'FLUX'\ntable inet flux {\n}\nFLUX")
  })
})

describe('controlIds', () => {
  const control = (...references: readonly `cis-debian12:${string}`[]) => {
    return { number: 1, title: '', why: '', references, risk: 'none' } as const
  }

  it.each([
    [[], '-'],
    [[control()], '-'],
    [[control('cis-debian12:5.1.20', 'cis-debian12:5.1.4')], 'CIS 5.1.4 5.1.20'],
    [[control('cis-debian12:1.1'), control('cis-debian12:1.1')], 'CIS 1.1'],
    [
      [{ ...control('cis-debian12:1.1'), references: ['nist-800-53:AC-17', 'cis-debian12:1.1'] as const }],
      'CIS 1.1, NIST AC-17',
    ],
    [[{ ...control(), references: ['anssi-bp28:R9'] as const }], 'ANSSI R9'],
  ])('of %j are %s', (controls, want) => {
    expect(controlIds(controls)).toBe(want)
  })
})
