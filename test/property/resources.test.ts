import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assemble } from '../../src/assemble.js'
import type { Kind, Resource } from '../../src/ir/resource.js'
import { hostile, known } from '../emit/hostile.js'
import { eachShell, shells } from '../emit/shells.js'
import { about, base, kindNames, sample, samples } from '../passes/resources.js'
import { type Emitted, watch } from './spy.js'

/** What is left alone: names that the compiler gives, and patterns that only a Glob's own check lets through. */
const given = new Set([
  'id',
  'kind',
  'risk',
  'needs',
  'notify',
  'origin',
  'controls',
  'is',
  'name:ufw',
  'paths',
  'steps',
])

/** The value with `text` in the place of every string that comes from elsewhere. */
function poisoned(value: unknown, text: string, key = ''): unknown {
  if (given.has(key)) return value
  if (typeof value === 'string') return text
  if (Array.isArray(value)) return value.map((entry) => poisoned(entry, text, key))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, poisoned(entry, text, name)]))
}

const scriptOf = (kind: Kind, text: string): Emitted => {
  const resource = poisoned(samples[kind], text) as Resource
  const backend = { name: 'ufw', rules: [text] } as const
  return assemble([kind === 'firewall' ? ({ ...resource, backend } as Resource) : resource], about)
}

/** Kinds whose words come from elsewhere; a guard and a repetition have the compiler's own. */
const carriers = kindNames.filter((kind) => !['require', 'repeat', 'permissions'].includes(kind))

describe.each(carriers)('a hostile text in every field of a %s', (kind) => {
  it('is in what is tested', () => {
    expect(JSON.stringify(poisoned(samples[kind], 'POISON'))).toContain('POISON')
  })

  it.each(eachShell)('runs nothing in %s and arrives literally', (_name, shell) => {
    const seen = watch(
      shell,
      known.map((text) => scriptOf(kind, text)),
    )
    for (const [index, { values }] of seen.entries())
      expect(values.some((value) => value.includes(known[index] ?? ''))).toBe(true)
  })
})

describe('any text in any field of any kind', () => {
  it('runs nothing', () => {
    const [shell] = shells
    if (shell === undefined) throw new Error('no shell')
    const one = fc.record({ kind: fc.constantFrom(...carriers), text: hostile })
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 12 }), (some) => {
        watch(
          shell,
          some.map(({ kind, text }) => scriptOf(kind, text)),
        )
      }),
      { numRuns: 6 },
    )
  })

  it('is refused as a path pattern, which no quotes protect', () => {
    for (const path of [...known, 'relative', '/a b', '/a;b', '/$(id)', '/a\nb', '/[ab]', '/{a,b}', '/~']) {
      const resource: Resource = { ...base('a.p'), kind: 'permissions', mode: '600', owner: 'root:root', paths: [path] }
      if (path !== '/etc/*') expect(() => assemble([resource], about), JSON.stringify(path)).toThrow(TypeError)
    }
  })

  it('is refused if it holds NUL, whose bytes a shell would drop', () => {
    for (const kind of carriers) expect(() => scriptOf(kind, 'a\0b'), kind).toThrow(TypeError)
    expect(() => assemble([sample('file', 'a.f', { title: 'a\0b' })], about)).not.toThrow()
  })
})
