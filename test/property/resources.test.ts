import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assemble } from '../../src/assemble.js'
import type { Kind, Resource, ResourceId } from '../../src/ir/resource.js'
import { hostile, known, long } from '../emit/hostile.js'
import { eachShell, type Shell, shells } from '../emit/shells.js'
import { about, base, kindNames, sample, samples } from '../passes/resources.js'
import { shellRuns } from '../runs.js'
import { type Emitted, watch } from './spy.js'

/** What is left alone: names that the compiler gives, and patterns that a Glob's own check lets through or not. */
const fixed = new Set(['id', 'kind', 'risk', 'needs', 'notify', 'origin', 'controls', 'is', 'are', 'paths', 'steps'])

/** The value with `text` in the place of every string that comes from elsewhere. */
function poisoned(value: unknown, text: string, key = ''): unknown {
  if (fixed.has(key)) return value
  if (key === 'backend') return { name: 'ufw', rules: [text] }
  if (typeof value === 'string') return text
  if (Array.isArray(value)) return value.map((entry) => poisoned(entry, text, key))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, poisoned(entry, text, name)]))
}

/** Kinds without words that come from elsewhere: a guard and a repetition have the compiler's own, others numbers or none. */
const wordless = ['require', 'repeat', 'permissions', 'packageCache', 'reboot', 'trustStore']
const carriers = kindNames.filter((kind) => !wordless.includes(kind))

const resourceOf = (kind: Kind, text: string): Resource => poisoned(samples[kind], text) as Resource

/** A script with each text in every field of all kinds, and the last one in the workflow's name. */
function scriptOf(texts: readonly string[]): Emitted {
  const resources = texts.flatMap((text, n): readonly Resource[] => {
    const condition = { fact: 'unit-active', is: text } as const
    const notify: ResourceId = `z.handler${n}`
    const handler: Resource = { ...base(notify), kind: 'reload', unit: text }
    const named = carriers.map((kind) => ({ ...resourceOf(kind, text), id: `m${n}.${kind}` as const }))
    return [...named.map((resource) => ({ ...resource, notify, when: condition })), handler]
  })
  return assemble(resources, { ...about, workflow: texts.at(-1) ?? '' })
}

/** The traps, some to a script: a process for each would take minutes. */
const groups: readonly (readonly string[])[] = Array.from({ length: Math.ceil(known.length / 5) }, (_, n) =>
  known.slice(5 * n, 5 * n + 5),
)

/**
 * The traps for one shell. mksh has no printf of its own, and the kernel takes 128 KiB as one argument of a program: the index of a
 * script whose every title has 64 KiB is longer, and could not be listed there.
 */
const groupsFor = ({ name }: Shell): typeof groups =>
  name === 'mksh' ? groups : [...groups, ...long.map((text) => [text])]

describe('a hostile text in every field of a resource', () => {
  it.each(carriers)('is tested in a %s', (kind) => {
    expect(JSON.stringify(resourceOf(kind, 'POISON'))).toContain('POISON')
  })

  it.each(eachShell)('runs nothing in %s and arrives literally', (_name, shell) => {
    const traps = groupsFor(shell)
    const seen = watch(shell, traps.map(scriptOf))
    for (const [index, texts] of traps.entries()) {
      for (const text of texts) {
        // Each kind has a word or a body with it.
        const carried = seen[index]?.values.filter((value) => value.includes(text)) ?? []
        expect(carried.length, JSON.stringify(text)).toBeGreaterThanOrEqual(carriers.length)
      }
    }
  })

  it('of any shape runs nothing', () => {
    const [shell] = shells
    if (shell === undefined) throw new Error('no shell')
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 4 }), (texts) => {
        watch(shell, [scriptOf(texts)])
      }),
      shellRuns(20),
    )
  })

  it('is refused as a path pattern, which no quotes protect', () => {
    for (const path of [...known, 'relative', '/a b', '/a;b', '/$(id)', '/a\nb', '/[ab]', '/{a,b}', '/~']) {
      const resource: Resource = { ...base('a.p'), kind: 'permissions', mode: '600', owner: 'root:root', paths: [path] }
      if (path !== '/etc/*') expect(() => assemble([resource], about), JSON.stringify(path)).toThrow(TypeError)
    }
  })

  it('is refused if it holds NUL, whose bytes a shell would drop', () => {
    for (const kind of carriers) expect(() => assemble([resourceOf(kind, 'a\0b')], about), kind).toThrow(TypeError)
    expect(() => assemble([sample('file', 'a.f', { title: 'a\0b' })], about)).not.toThrow()
  })
})
