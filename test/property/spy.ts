import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { functionOf } from '../../src/ir/id.js'
import type { Plan } from '../../src/ir/plan.js'
import { run, type Shell, scratch } from '../emit/shells.js'

/** A script and its plan, as `compile` and `assemble` give them. */
export interface Emitted {
  readonly script: string
  readonly plan: Plan
}

const start = 'main "$@"'

/** The script with verbs that print the words and the body that they get, NUL-separated, and a start that calls all steps. */
function spying({ script, plan }: Emitted): string {
  const at = script.lastIndexOf(start)
  expect(at).toBeGreaterThan(0)
  const verbs = new Set(plan.steps.flatMap((step) => step.verbs))
  const spies = [...verbs].map((verb) => `${verb}() { printf '%s\\0' "$@"; cat; printf '\\0'; }`)
  const steps = plan.steps.map(({ id }) => `${functionOf(id)} </dev/null`)
  const lines = ['flux_active() { :; }', ...spies, ...steps]
  return `${script.slice(0, at)}${lines.join('\n')}\n${script.slice(at + start.length)}`
}

/** What a shell was seen to do with a script. */
export interface Seen {
  /** Words and bodies that the verbs got. */
  readonly values: readonly string[]
  readonly list: string
}

/**
 * Parses each script with `-n`, runs it with --help, --list and --version, and calls its steps with verbs that only print.
 * Fails if the shell complains, or if anything is left in the directory that all this ran in.
 */
export function watch(shell: Shell, scripts: readonly Emitted[]): readonly Seen[] {
  const directory = scratch()
  const cwd = join(directory, 'cwd')
  mkdirSync(cwd)
  for (const [index, emitted] of scripts.entries()) {
    writeFileSync(join(directory, `${index}.sh`), emitted.script)
    writeFileSync(join(directory, `${index}.spy`), spying(emitted))
  }
  const sh = shell.command.join(' ')
  const driver = `for n in ${scripts.map((_, index) => index).join(' ')}; do
    f=../$n; ${sh} -n $f.sh && ${sh} $f.sh --help >$f.help && ${sh} $f.sh --version >$f.version &&
      ${sh} $f.sh --list >$f.list && ${sh} $f.spy >$f.values || echo "script $n failed" >&2
  done </dev/null`
  const outcome = run(['sh', '-c', driver], { cwd, environment: { LC_ALL: shell.locales[0] } })
  expect(outcome.stderr.slice(0, 2000)).toBe('')
  expect(readdirSync(cwd)).toEqual([])
  return scripts.map((_, index) => {
    const text = (name: string): string => readFileSync(join(directory, `${index}.${name}`), 'utf8')
    expect(text('help')).toMatch(/^Usage: sh \S+\.sh /)
    return { values: text('values').split('\0').slice(0, -1), list: text('list') }
  })
}
