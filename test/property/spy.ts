import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { functionOf } from '../../src/ir/id.js'
import type { Plan } from '../../src/ir/plan.js'
import { Body } from '../../src/ir/word.js'
import { asNobody, run, type Shell, scratch } from '../emit/shells.js'

/** A script and its plan, as `compile` and `assemble` give them. */
export interface Emitted {
  readonly script: string
  readonly plan: Plan
}

const start = 'main "$@"'

/** The script with verbs that print each word and body behind a NUL, and with a start that calls all steps. */
function spying({ script, plan }: Emitted): string {
  const at = script.lastIndexOf(start)
  expect(at).toBeGreaterThan(0)
  const reading = plan.steps.filter(({ view }) => Object.values(view).some((word) => word instanceof Body))
  const readers = new Set(reading.flatMap((step) => step.verbs))
  const spies = plan.steps.flatMap((step) =>
    step.verbs.map((verb) => `${verb}() { printf '\\0%s' "$@" ''${readers.has(verb) ? '; cat' : ''}; }`),
  )
  const lines = [
    ...['active', 'manager', 'path', 'release'].map((condition) => `flux_${condition}() { :; }`),
    ...new Set(spies),
    ...plan.steps.map(({ id }) => `${functionOf(id)} </dev/null`),
  ]
  return `${script.slice(0, at)}${lines.join('\n')}${script.slice(at + start.length)}`
}

/** What a shell was seen to do with a script. */
export interface Seen {
  /** Words and bodies that the verbs got. */
  readonly values: readonly string[]
  readonly list: string
}

/** ksh93 -n has opinions beside errors. */
const opinion = /^.*: warning: .*\n/gm

/**
 * Parses each script with `-n`, runs it with --help and --list, and calls its steps with verbs that only print. Fails
 * if the shell complains, or if anything is left in the directory that all this ran in.
 */
export function watch(shell: Shell, scripts: readonly Emitted[]): readonly Seen[] {
  const directory = scratch()
  const cwd = join(directory, 'cwd')
  mkdirSync(cwd)
  chmodSync(cwd, 0o777)
  for (const [index, emitted] of scripts.entries()) {
    writeFileSync(join(directory, `${index}.sh`), emitted.script)
    writeFileSync(join(directory, `${index}.spy`), spying(emitted))
  }
  const sh = shell.command.join(' ')
  const driver = `for n in ${scripts.map((_, index) => index).join(' ')}; do
    f=../$n; ${sh} -n $f.sh && ${sh} $f.sh --help >$f.help && ${sh} $f.sh --list >$f.list && ${sh} $f.spy >$f.values ||
      echo "script $n failed" >&2
  done </dev/null`
  const command = ['env', ...asNobody, 'sh', '-c', driver] as const
  const outcome = run(command, { cwd, environment: { LC_ALL: shell.locales[0] }, timeout: 240_000 })
  expect(readdirSync(cwd)).toEqual([])
  expect(outcome.stderr.replace(opinion, '').slice(0, 500)).toBe('')
  return scripts.map((_, index) => {
    const text = (name: string): string => readFileSync(join(directory, `${index}.${name}`), 'utf8')
    // a terminal sees no control character of theirs
    expect(`${text('help')}${text('list')}`).toMatch(/^[\n\P{C}]*$/u)
    expect(text('help')).toMatch(/^Usage: sh [A-Za-z0-9._-]*\.sh /)
    return { values: text('values').split('\0').slice(1), list: text('list') }
  })
}
