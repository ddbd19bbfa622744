import { hostname, tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import packageJson from '../package.json' with { type: 'json' }
import { compile } from '../src/compile.js'
import type { Settings } from '../src/ir/settings.js'
import { run, scratch } from './emit/shells.js'
import { cases } from './golden/cases.js'
import { compiled, settingsOf } from './golden/settings.js'
import { runs } from './runs.js'

const root = join(import.meta.dirname, '..')

/** The value with the keys of every object in another order, which `next` decides. */
function shuffled<T>(value: T, next: () => number): T {
  if (Array.isArray(value)) return value.map((entry) => shuffled(entry, next)) as T
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).map(([key, entry]) => ({ key, entry: shuffled(entry, next), at: next() }))
  return Object.fromEntries(entries.sort((a, b) => a.at - b.at).map(({ key, entry }) => [key, entry])) as T
}

describe('the same settings', () => {
  it.each(cases)('compile to the same bytes twice: $name', ({ given }) => {
    expect(compile(settingsOf(given)).script).toBe(compile(settingsOf(given)).script)
  })

  it('compile to the same bytes with their keys in any order', () => {
    const all = cases.map(({ given }) => settingsOf(given))
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.infiniteStream(fc.nat()), (settings: Settings, keys) => {
        const other = shuffled(settings, () => keys.next().value)
        expect(compile(other).script).toBe(compile(settings).script)
      }),
      runs(40),
    )
  })

  it('compile to the same bytes whatever is set for modules that do not take part', () => {
    const given = { workflow: 'module-sysctl', modules: ['sysctl'] }
    expect(compiled({ ...given, values: { ssh: { port: 2222 } } }).script).toBe(compiled(given).script)
  })

  it('compile to other bytes when a value is another, with another digest', () => {
    const one = compiled({})
    const other = compiled({ values: { ssh: { max_auth_tries: 5 } } })
    expect(other.script).not.toBe(one.script)
    expect(other.plan.settingsDigest).not.toBe(one.plan.settingsDigest)
  })

  it('compile to the same bytes in another process, time zone, locale, directory, home and user', {
    timeout: 120_000,
  }, () => {
    const directory = scratch()
    const outfile = join(directory, 'compile.mjs')
    const contents = `
      import { readFileSync } from 'node:fs'
      import { compile } from ${JSON.stringify(join(root, 'src/compile.ts'))}
      for (const settings of JSON.parse(readFileSync(0, 'utf8'))) process.stdout.write(compile(settings).script)`
    const stdin = { contents, resolveDir: root, loader: 'ts' } as const
    buildSync({
      stdin,
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'error',
      mainFields: ['module', 'main'],
    })
    const input = JSON.stringify(cases.map(({ given }) => settingsOf(given)))
    const want = cases.map(({ given }) => compiled(given).script).join('')
    const surroundings = [
      {
        cwd: directory,
        environment: { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', HOME: '/nowhere' },
      },
      {
        cwd: tmpdir(),
        environment: { TZ: 'America/Los_Angeles', LANG: 'C', USER: 'somebody', FLUX_SSH_PORT: '1', NO_COLOR: '1' },
      },
      { cwd: '/', environment: { TZ: 'UTC', LANG: 'de_DE.UTF-8', FORCE_COLOR: '3', NODE_ENV: 'production' } },
    ]
    for (const surrounding of surroundings) {
      const { code, stdout, stderr } = run([process.execPath, outfile], { ...surrounding, input })
      expect(stderr).toBe('')
      expect(code).toBe(0)
      expect(stdout.toString()).toBe(want)
    }
  })
})

describe.each(cases)('the script of $name', ({ given }) => {
  const { script } = compiled(given)

  it('names no version of the tool, no date, and nothing of where it was compiled', () => {
    const own = [
      packageJson.name,
      `v${packageJson.version}`,
      process.cwd(),
      root,
      tmpdir(),
      process.version,
      'node_modules',
    ]
    for (const word of own.filter((name) => name.length > 1)) expect(script).not.toContain(word)
    for (const word of [hostname(), userInfo().username].filter((name) => name.length > 5))
      expect(script).not.toContain(word)
    expect(script).not.toMatch(/\b(19|20)\d\d-\d\d-\d\d\b/)
    expect(script).not.toMatch(/\b\d{10,13}\b/)
  })

  it('ends with one line end and has no blanks at the end of a line', () => {
    expect(script).toMatch(/[^\n]\n$/)
    expect(script.split('\n').filter((line) => /[ \t]$/.test(line))).toEqual([])
  })
})

describe('every script', () => {
  it('is ASCII: yash in the locale C reads nothing else, and a console of a cloud may show nothing else', () => {
    const lines = cases.flatMap(({ given }) => compiled(given).script.split('\n'))
    expect([...new Set(lines)].filter((line) => /[^\t -~]/.test(line))).toEqual([])
  })
})
