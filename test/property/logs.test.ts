import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile } from '../../src/compile.js'
import { hostile, known } from '../emit/hostile.js'
import { asNobody, eachShell, leftIn, run, type Shell, scratch, shells } from '../emit/shells.js'
import { settingsOf } from '../golden/settings.js'
import { shellRuns } from '../runs.js'

const start = 'main "$@"'
const { script = '' } = compile(settingsOf({ modules: ['ssh'] }))

/** A script that logs what each file in ../texts holds, as it logs what a program of the machine said, instead of running. */
const logging = `${script.slice(0, script.lastIndexOf(start))}
format=$1 id=a.step
exec 3>"../log.$1"
for file in ../texts/*; do
  flux_print changed "$(cat "$file")"
  (flux_die 3 "$(cat "$file")") || :
done
}
`

/** What one shell made of some texts, in one format of the log: lines of the terminal, of the log, and of standard error. */
function logged(shell: Shell, format: 'text' | 'json', texts: readonly Buffer[]) {
  const directory = scratch()
  for (const name of ['cwd', 'texts']) mkdirSync(join(directory, name))
  chmodSync(join(directory, 'cwd'), 0o777)
  for (const [index, text] of texts.entries())
    writeFileSync(join(directory, 'texts', String(index).padStart(4, '0')), text)
  writeFileSync(join(directory, 'script'), logging)
  const [program, ...words] = [...asNobody, ...shell.command, '../script', format]
  const cwd = join(directory, 'cwd')
  const outcome = run([program ?? 'sh', ...words], { cwd, environment: { LC_ALL: shell.locales[0] } })
  expect(leftIn(cwd)).toEqual([])
  const terminal = outcome.stdout.toString('latin1')
  expect(readFileSync(join(directory, `log.${format}`), 'latin1')).toBe(terminal)
  return { terminal, stderr: outcome.stderr }
}

/** The text as a log holds it: `$( )` takes the last line ends, and each other byte that is not printable ASCII is a blank. */
const expected = (text: Buffer, unprintable = /[^ -~]/g): string =>
  text.toString('latin1').replaceAll('\0', '').replace(/\n+$/, '').replace(unprintable, ' ')

function expectClean(shell: Shell, texts: readonly Buffer[]): void {
  const text = logged(shell, 'text', texts)
  expect(text.terminal).toMatch(/^[\n -~]*$/)
  expect(text.stderr).toBe(
    texts.map((value) => `flux: ${expected(value, /[^\n -~]/g)}; nothing was changed\n`).join(''),
  )
  const json = logged(shell, 'json', texts).terminal
  expect(json).toMatch(/^[\n -~]*$/)
  const said: readonly unknown[] = json
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(said).toEqual(texts.map((value) => ({ status: 'changed', id: 'a.step', text: expected(value) })))
  expect(text.terminal).toBe(texts.map((value) => `changed      a.step             ${expected(value)}\n`).join(''))
}

/**
 * Texts of 64 KiB. mksh has no printf of its own, and the kernel takes 128 KiB as one argument of a program: there they are shorter,
 * since JSON doubles a quote.
 */
const long = (shell: Shell): readonly string[] =>
  ["'", '"', '\\', '\n', '\u001b', '%s', 'ä', '$(touch canary)'].map((part) =>
    part.repeat(((shell.name === 'mksh' ? 32_768 : 65_536) - 16) / Buffer.byteLength(part)),
  )

/** yash decodes what it reads, and ends it where bytes are no character of the locale. */
const undecodable = (shell: Shell): readonly Buffer[] =>
  shell.name === 'yash' ? [] : [Buffer.from(Array.from({ length: 255 }, (_, index) => index + 1))]

describe('what the machine says, in the log and on the terminal', () => {
  it.each(eachShell)('is printable ASCII and valid JSON in %s, one line each, and runs nothing', (_name, shell) => {
    expectClean(shell, [...[...known, ...long(shell)].map((text) => Buffer.from(text)), ...undecodable(shell)])
  })

  it('of any shape is so too', () => {
    const [shell] = shells
    if (shell === undefined) throw new Error('no shell')
    const anything = fc.oneof(
      hostile.map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 64 }).map((array) => Buffer.from(array)),
    )
    fc.assert(
      fc.property(fc.array(anything, { minLength: 1, maxLength: 20 }), (texts) => {
        expectClean(shell, texts)
      }),
      shellRuns(30),
    )
  })
})
