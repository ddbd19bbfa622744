import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assemble } from '../../src/assemble.js'
import { fragments } from '../../src/embedded/fragments.js'
import { functionOf } from '../../src/ir/id.js'
import { kinds } from '../../src/ir/kinds/index.js'
import type { Plan } from '../../src/ir/plan.js'
import { lower } from '../../src/passes/6-lower.js'
import { link } from '../../src/passes/7-link.js'
import { compiled } from '../golden/settings.js'
import { runs } from '../runs.js'
import { about, dags, kindNames, sample, samples } from './resources.js'
import { codeOf, functionsOf, journalKinds, mentionedIn } from './script.js'

const fragment = (name: string, ...uses: readonly string[]) => ({
  name,
  text: `flux_${name}() {\n}\n`,
  defines: name === 'main' ? ['main'] : [`flux_${name}`],
  uses: uses.map((other) => `flux_${other}`),
})

describe('link', () => {
  const [step] = lower([samples.service])
  if (step === undefined) throw new Error('no step')
  const names = (verbs: readonly string[], all: readonly ReturnType<typeof fragment>[]): readonly string[] =>
    link([{ ...step, verbs }], all).map(({ name }) => name)
  const all = [
    fragment('main', 'die'),
    fragment('die'),
    fragment('a', 'b'),
    fragment('b', 'c'),
    fragment('c'),
    fragment('x'),
  ]

  it.each([
    { that: 'takes what every script needs', verbs: [], want: ['die', 'main'] },
    {
      that: 'takes the closure of what steps call, each after what it needs',
      verbs: ['flux_a'],
      want: ['c', 'b', 'a', 'die', 'main'],
    },
    { that: 'takes a fragment once', verbs: ['flux_a', 'flux_b', 'flux_c'], want: ['c', 'b', 'a', 'die', 'main'] },
    {
      that: 'does not depend on the order of the steps',
      verbs: ['flux_c', 'flux_a'],
      want: ['c', 'b', 'a', 'die', 'main'],
    },
  ])('$that', ({ verbs, want }) => {
    expect(names(verbs, all)).toEqual(want)
  })

  it('survives fragments that call each other', () => {
    expect(names(['flux_a'], [fragment('main'), fragment('a', 'b'), fragment('b', 'a')])).toEqual(['b', 'a', 'main'])
  })

  it('names the function that no fragment defines', () => {
    expect(() => names(['flux_gone'], all)).toThrow(/flux_gone/)
    expect(() => names(['flux_a'], [fragment('main'), fragment('a', 'gone')])).toThrow(/flux_gone/)
  })

  it.each(kindNames)('finds every verb of kind %s among the fragments', (kind) => {
    const defined = fragments.flatMap(({ defines }) => defines)
    for (const { verbs } of lower([samples[kind]])) expect(defined).toEqual(expect.arrayContaining([...verbs]))
    expect(kinds[kind].summary).not.toBe('')
  })
})

/** Fails unless the script defines all it calls, and every fragment in it is one that a step or `main` leads to. */
function expectLinked({ script, plan }: { readonly script: string; readonly plan: Plan }): void {
  const code = codeOf(script)
  const bodies = functionsOf(code)
  const handlers = plan.steps.flatMap(({ notifies }) => (notifies === undefined ? [] : [`flux_undo_${notifies.how}`]))
  const undone = (text: string): readonly string[] => [...journalKinds(text)].map((kind) => `flux_undo_${kind}`)
  // A name that ends with `_` is made at run time: of a journal record's kind.
  const called = [...mentionedIn(code)].filter((name) => !name.endsWith('_'))
  const absent = [...new Set([...called, ...undone(code), ...handlers])].filter((name) => !bodies.has(name))
  expect(absent, 'called, and not there').toEqual([])

  const home = new Map(plan.runtime.flatMap((one) => one.defines.map((name) => [name, one] as const)))
  const reached = new Set<(typeof plan.runtime)[number]>()
  const visit = (name: string): void => {
    const found = home.get(name)
    if (found === undefined || reached.has(found)) return
    reached.add(found)
    const text = found.defines.map((own) => bodies.get(own) ?? '').join('\n')
    for (const next of [...mentionedIn(text), ...undone(text)]) visit(next)
  }
  for (const name of ['main', ...handlers]) visit(name)
  for (const { id } of plan.steps) for (const name of mentionedIn(bodies.get(functionOf(id)) ?? '')) visit(name)
  const idle = plan.runtime.filter((one) => !reached.has(one)).map(({ name }) => name)
  expect(idle, 'there, and never called').toEqual([])
}

describe('an emitted script', () => {
  it.each(kindNames)('with nothing but a %s defines all it calls and no more', (kind) => {
    expectLinked(assemble([samples[kind]], about))
  })

  it('of any resources defines all it calls and no more', () => {
    fc.assert(
      fc.property(dags, (resources) => expectLinked(assemble(resources, about))),
      runs(60),
    )
  })

  it.each([
    [{}],
    [{ values: { ssh: { port: 2222 } } }],
    [{ values: { firewall: { backend: 'nftables' } } }],
    [{ modules: ['sysctl'], workflow: 'module-sysctl' }],
  ])('of the settings %j defines all it calls and no more', (given) => {
    expectLinked(compiled(given))
  })

  it('does not carry the runtime of other kinds', () => {
    const { plan } = assemble([samples.service], about)
    const defined = plan.runtime.flatMap(({ defines }) => defines)
    for (const name of ['flux_ufw', 'flux_sysctl', 'flux_packages']) expect(defined).not.toContain(name)
  })

  it('carries the check of a condition only where a step has one', () => {
    const always = assemble([samples.file], about)
    const sometimes = assemble([sample('file', 'a.file', { when: { fact: 'unit-active', is: 'x' } })], about)
    expect(mentionedIn(codeOf(always.script))).not.toContain('flux_active')
    expect(functionsOf(codeOf(sometimes.script)).get('a_file')).toMatch(/^\tflux_active x /m)
  })
})
