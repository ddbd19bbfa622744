import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { eachShellAndLocale, isInstalled, missingShells, run, scratch } from './emit/shells.js'
import { cases } from './golden/cases.js'
import { compiled } from './golden/settings.js'

const root = join(import.meta.dirname, '..')
const runtime = join(root, 'templates/runtime')
const fragments = readdirSync(runtime).filter((name) => name.endsWith('.sh'))
const scripts = cases.map(({ name, given }) => ({ name, text: compiled(given).script }))
/** What a script's own second line disables: each with its reason beside it. */
const disabled = /^# shellcheck shell=sh disable=(\S+)$/m.exec(scripts[0]?.text ?? '')?.[1]?.split(',') ?? []

/** Tests that need a program which this machine lacks are skipped, with the reason in their name. */
const has = (program: string): boolean => isInstalled(program)
const unless = (program: string): string => (has(program) ? '' : ` (skipped: ${program} is not installed)`)

/** Writes files to a directory and gives their names in it. */
function written(
  directory: string,
  files: readonly { readonly name: string; readonly text: string }[],
): readonly string[] {
  for (const { name, text } of files) writeFileSync(join(directory, `${name}.sh`), text)
  return files.map(({ name }) => `${name}.sh`)
}

describe.runIf(has('shellcheck'))(`shellcheck -s sh --enable=all${unless('shellcheck')}`, () => {
  const check = ['shellcheck', '--norc', '-s', 'sh', '--enable=all', '--format=gcc'] as const

  it('finds nothing in any golden script', () => {
    const cwd = scratch()
    const { stdout } = run(check, { cwd, arguments: written(cwd, scripts), timeout: 240_000 })
    expect(stdout.toString()).toBe('')
  })

  it('finds nothing in any runtime fragment but the globals that they share', () => {
    const codes = ['SC2034', 'SC2154', ...disabled].join(',')
    const { stdout } = run([...check, '--exclude', codes], { cwd: runtime, arguments: fragments, timeout: 240_000 })
    expect(stdout.toString()).toBe('')
  })
})

describe('the checks that a script disables', () => {
  it.each(scripts)('are few and have their reason beside them: $name', ({ text }) => {
    expect(disabled.length).toBeLessThanOrEqual(6)
    for (const code of disabled) expect(text).toMatch(new RegExp(`^# ${code}: \\S.{15,}$`, 'm'))
  })

  it('are disabled with a reason where one line needs it', () => {
    const directives = fragments.flatMap((name) =>
      readFileSync(join(runtime, name), 'utf8')
        .split('\n')
        .filter((line) => line.includes('shellcheck disable')),
    )
    for (const line of directives) expect(line).toMatch(/# shellcheck disable=SC\d+(,SC\d+)* # \S.{8,}/)
  })
})

describe.runIf(has('checkbashisms'))(`checkbashisms -p${unless('checkbashisms')}`, () => {
  it('finds nothing in any runtime fragment or golden script', () => {
    const cwd = scratch()
    // What is behind the banner is the fragments, which need not be read eight times.
    const steps = scripts.map(({ name, text }) => ({ name, text: text.replace(/^# ---- runtime[\s\S]*/m, '}\n') }))
    const files = [...written(cwd, steps), ...fragments.map((name) => join(runtime, name))]
    const { stdout, stderr } = run(['checkbashisms', '-p', '-f'], { cwd, arguments: files, timeout: 240_000 })
    // A fragment has no first line of its own.
    const noise = /^script .* does not appear to have a #! interpreter line;\n.*\n/gm
    expect(`${stdout}${stderr.replace(noise, '')}`).toBe('')
  })
})

describe('-n', () => {
  for (const name of missingShells) it.skip(`is not asked of ${name}: not installed`, () => {})

  it.each(eachShellAndLocale)('finds no mistake in %s in the locale %s', (_name, locale, shell) => {
    const cwd = scratch()
    const text = fragments.map((name) => readFileSync(join(runtime, name), 'utf8')).join('\n')
    for (const file of written(cwd, [...scripts, { name: 'all fragments', text }])) {
      const { code, stderr } = run(shell.command, { cwd, arguments: ['-n', file], environment: { LC_ALL: locale } })
      // ksh93 has opinions beside mistakes.
      expect(stderr.replace(/^.*: warning: .*\n/gm, '')).toBe('')
      expect(code).toBe(0)
    }
  })
})
