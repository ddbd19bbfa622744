import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { asNobody, run, runScript, type Shell, scratch, shells } from '../emit/shells.js'
import { cases } from '../golden/cases.js'
import { compiled } from '../golden/settings.js'

const systemPath = '/usr/sbin:/usr/bin:/sbin:/bin'
const text = compiled({ values: { ssh: { port: 2222 } } }).script
/** The script with its own PATH leading to canaries instead of the system's commands. */
const script = Buffer.from(text.replaceAll(systemPath, '../bin'))

/** Every offset that ends a line of the last 2 KB or that is next to one, and every 97th of all. */
function offsets(text: Buffer): readonly number[] {
  const all = new Set<number>()
  for (let at = 0; at < text.length; at += 97) all.add(at)
  for (let at = Math.max(0, text.length - 2048); at < text.length; at++) {
    if (text[at] === 0x0a) for (const near of [at - 1, at, at + 1, at + 2]) all.add(near)
  }
  // The call of main and what is behind it, at every byte but the last line end: without that the script is whole.
  const last = text.lastIndexOf('main "$@"')
  for (let at = last; at < text.length - 1; at++) all.add(at)
  return [...all].filter((at) => at < text.length - 1).sort((a, b) => a - b)
}

/**
 * Offsets inside the first word of each line that begins a command, one for each beginning of a word: what is left may be
 * the name of another command, as `ss` of `ssh_drop_in`.
 */
function insideWords(text: string): readonly number[] {
  const found = [...text.matchAll(/^[a-z][a-z0-9_]*/gm)].flatMap(({ 0: word, index }) =>
    Array.from(word, (_, n) => [word.slice(0, n + 1), index + n + 1] as const),
  )
  // Of a word's occurrences the last: those before may stand in a here-document.
  return [...new Map(found).values()].sort((x, y) => x - y)
}

/** Words that a shell could look for in PATH: all that occur in the script, and all beginnings of those. */
function commands(text: string): ReadonlySet<string> {
  const words = new Set(text.match(/(?<![A-Za-z0-9_./-])[a-z][a-z0-9_-]*/g) ?? [])
  const beginnings = [...text.matchAll(/^[a-z][a-z0-9_]*/gm)].flatMap(([word]) =>
    Array.from(word, (_, n) => word.slice(0, n + 1)),
  )
  const shellOwn = ['if', 'then', 'else', 'fi', 'for', 'do', 'done', 'case', 'esac', 'while', 'until', 'in']
  return new Set([...words, ...beginnings].filter((word) => word.length < 60 && !shellOwn.includes(word)))
}

const canary = `#!/bin/dash\nprintf '%s\\n' "\${0##*/}" >>"$CANARY"\n`

/**
 * Runs the script cut at each offset, where each command that it could find leaves a canary. Gives what was run or printed,
 * with the last line of the cut script that did.
 */
function harm(shell: Shell, cuts: readonly number[], words: string): readonly string[] {
  const directory = scratch()
  for (const name of ['bin', 'out', 'cut']) mkdirSync(join(directory, name))
  chmodSync(join(directory, 'out'), 0o777)
  for (const at of cuts) writeFileSync(join(directory, 'cut', String(at)), script.subarray(0, at))
  writeFileSync(join(directory, 'canary'), canary, { mode: 0o755 })
  const links = [...commands(script.toString('latin1'))].map((name) => `ln -s ../canary ${name}`)
  run(['sh'], { input: links.join('\n'), cwd: join(directory, 'bin') })
  const driver = `PATH=../bin; export PATH CANARY
  for at in *; do for argument in ${words}; do
    CANARY=../out/$at
    /usr/bin/${shell.command.join(' ')} $at $argument >>$CANARY 2>/dev/null
    [ -s $CANARY ] || /bin/rm $CANARY
  done; done </dev/null`
  run(['env', ...asNobody, 'sh', '-c', driver], { cwd: join(directory, 'cut'), timeout: 240_000 })
  return readdirSync(join(directory, 'out')).map((name) => {
    const line = script.subarray(0, Number(name)).toString().split('\n').at(-1)
    return `${line}: ${readFileSync(join(directory, 'out', name), 'utf8').split('\n')[0]}`
  })
}

describe('a script that lost its end', () => {
  const [shell] = shells
  if (shell === undefined) throw new Error('no shell')

  it('is cut where its commands are canaries', () => {
    expect(text.split(systemPath).length).toBeGreaterThan(1)
  })

  it('runs nothing and prints nothing, wherever it was cut', () => {
    expect(harm(shell, offsets(script), "--help ''").slice(0, 20)).toEqual([])
  })

  it('runs no command whose name is the beginning of one of its own', () => {
    expect(harm(shell, insideWords(script.toString('latin1')), "''").slice(0, 20)).toEqual([])
  })

  it('is told from a whole one: that one prints its usage', () => {
    const { stdout, code } = runScript(shell, text, ['--help'])
    expect(stdout.toString()).toMatch(/^Usage: /)
    expect(code).toBe(0)
  })
})

describe.each(cases)('the script of $name', ({ given }) => {
  it('calls main once, as the last thing that it does', () => {
    const lines = compiled(given).script.trimEnd().split('\n')
    const calls = lines.flatMap((line, index) => (/^[\s{;]*main\b(?!\()/.test(line) ? [index] : []))
    expect(calls.map((index) => lines.slice(index).join(' '))).toEqual([
      expect.stringMatching(/^[\s{;]*main "\$@"[ ;}]*$/),
    ])
  })
})
