import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commentText, hereDocument, quote } from '../../src/emit/quote.js'
import { runs, shellRuns } from '../runs.js'
import { hostile, known } from './hostile.js'
import { eachShell, eachShellAndLocale, leftIn, run, type Shell, scratch } from './shells.js'

/** Values of one process: starting one for each would take minutes. */
const batches = fc.array(hostile, { minLength: 1, maxLength: 30 })

/** Runs a script in an empty directory and gives what it printed, NUL-separated; fails if it left anything there. */
function printed(shell: Shell, script: string, locale: string = shell.locales[0]): readonly string[] {
  const cwd = scratch()
  const outcome = run([...shell.command], { input: script, cwd, environment: { LC_ALL: locale } })
  expect(outcome.stderr).toBe('')
  expect(outcome.code).toBe(0)
  expect(leftIn(cwd)).toEqual([])
  return outcome.stdout.toString().split('\0').slice(0, -1)
}

function throughWords(shell: Shell, values: readonly string[], locale: string = shell.locales[0]): readonly string[] {
  return printed(shell, `printf '%s\\0' ${values.map(quote).join(' ')}\n`, locale)
}

function throughHereDocuments(
  shell: Shell,
  values: readonly string[],
  locale: string = shell.locales[0],
): readonly string[] {
  const commands = values.map((value) => `cat ${hereDocument(value)}\nprintf '\\0'\n`)
  return printed(shell, commands.join(''), locale)
}

/** What a here-document holds always ends with a line end. */
const ended = (value: string): string => (value === '' || value.endsWith('\n') ? value : `${value}\n`)

describe('quote', () => {
  it.each([
    ['', "''"],
    ['plain', 'plain'],
    ['/etc/ssh/sshd_config.d/00-flux.conf', '/etc/ssh/sshd_config.d/00-flux.conf'],
    ['two words', "'two words'"],
    ["it's", "'it'\\''s'"],
    ['~root', "'~root'"],
    ['*', "'*'"],
    ['$HOME', "'$HOME'"],
  ])('prints %j as %s', (given, want) => {
    expect(quote(given)).toBe(want)
  })

  it('refuses NUL, which no shell word can hold', () => {
    expect(() => quote('a\0b')).toThrow(TypeError)
  })

  it.each(eachShellAndLocale)('gives %s in the locale %s every known trap literally', (_name, locale, shell) => {
    expect(throughWords(shell, known, locale)).toEqual(known)
  })

  it.each(eachShell)('gives %s any value literally', (_name, shell) => {
    fc.assert(
      fc.property(batches, (values) => {
        expect(throughWords(shell, values)).toEqual(values)
      }),
      shellRuns(10),
    )
  })

  it.each(eachShell)('gives %s 64 KiB in one word', (_name, shell) => {
    const large = "'$(touch canary)\n".repeat(4096)
    expect(throughWords(shell, [large])).toEqual([large])
  })
})

describe('hereDocument', () => {
  it.each([
    ['', 'FLUX'],
    ['a line\n', 'FLUX'],
    ['FLUX\n', 'FLUX_2'],
    ['FLUX_2\nFLUX\n', 'FLUX_3'],
    [' FLUX\nFLUX \n', 'FLUX'],
    ['Für alle\n', 'AFLUX'],
    ['FLUX\nFLUX_2ä\n', 'FLUX_3'],
    ['FLUX\nFLUX_ä\n', 'AFLUX'],
    ['FLUX\nFLUX_2\nFür\nAä\nBFLUX\nBFLUX_2ä\n', 'BFLUX_3'],
    [`FLUX\n${Array.from({ length: 9 }, (_, n) => `FLUX_${n + 1}ä\n`).join('')}`, 'AFLUX'],
    ['FLUXÄFLUX\nFLUXBÄ\nFLUX\n', 'AFLUX'],
  ])('of %j ends with %s', (given, want) => {
    expect(hereDocument(given).split('\n').at(-1)).toBe(want)
    expect(hereDocument(given).startsWith(`<<'${want}'\n`)).toBe(true)
  })

  it('refuses NUL, which no shell reads', () => {
    expect(() => hereDocument('a\0b')).toThrow(TypeError)
  })

  it.each(eachShellAndLocale)('gives %s in the locale %s every known trap literally', (_name, locale, shell) => {
    expect(throughHereDocuments(shell, known, locale)).toEqual(known.map(ended))
  })

  it.each(eachShell)('gives %s any text literally', (_name, shell) => {
    fc.assert(
      fc.property(batches, (values) => {
        expect(throughHereDocuments(shell, values)).toEqual(values.map(ended))
      }),
      shellRuns(6),
    )
  })

  it.each(eachShell)('gives %s 64 KiB', (_name, shell) => {
    const large = "'$(touch canary)\nFLUX\n".repeat(3300)
    expect(throughHereDocuments(shell, [large])).toEqual([large])
  })
})

describe('commentText', () => {
  it.each([
    ['a sentence', 'a sentence'],
    ['two\nlines', 'two lines'],
    ['\u001b[31mred', ' [31mred'],
    ['tab\tand\rreturn', 'tab and return'],
    ['the machine’s', "the machine's"],
    ['a — b 😀', 'a   b  '],
    ['\u2028\u2029\u0085', ' '],
  ])('prints %j as %j', (given, want) => {
    expect(commentText(given)).toBe(want)
  })

  it('never leaves its line and holds printable ASCII only', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(commentText(text)).toMatch(/^[ -~]*$/)
      }),
      runs(500),
    )
  })

  it.each(eachShell)('runs nothing in %s', (_name, shell) => {
    fc.assert(
      fc.property(batches, (values) => {
        const lines = [...known, ...values].map((value) => `# ${commentText(value)}\n`)
        expect(printed(shell, `${lines.join('')}printf 'end\\0'\n`)).toEqual(['end'])
      }),
      shellRuns(4),
    )
  })
})
