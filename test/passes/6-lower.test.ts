import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kinds } from '../../src/ir/kinds/index.js'
import type { Resource } from '../../src/ir/resource.js'
import type { Step, View } from '../../src/ir/step.js'
import { Body, Glob, Word } from '../../src/ir/word.js'
import { order } from '../../src/passes/5-order.js'
import { lower } from '../../src/passes/6-lower.js'
import { base, dags, kindNames, sample, samples } from './resources.js'
import { type Printed, wants } from './steps.js'

/** A view's words as text, so that a table can hold them. */
function shown(view: View): Readonly<Record<string, Printed>> {
  const text = (word: View[string]): Printed => {
    if (word instanceof Glob) return `glob ${word.pattern}`
    if (word instanceof Body) return `body ${word.text}`
    if (word instanceof Word) return word.text
    return word?.map(text)
  }
  return Object.fromEntries(Object.entries(view).map(([name, word]) => [name, text(word)]))
}

function only(resource: Resource): Step {
  const [step] = lower([resource])
  if (step === undefined) throw new Error('no step')
  return step
}

describe('lower', () => {
  it.each(kindNames)('turns a resource of kind %s into a step', (kind) => {
    const { words, ...want } = wants[kind]
    const step = only(samples[kind])
    expect({ ...step, verbs: [...step.verbs].sort() }).toMatchObject(want)
    expect(shown(step.view)).toMatchObject(words)
  })

  it('knows every kind that there is', () => {
    expect([...kindNames].sort()).toEqual(Object.keys(kinds).sort())
  })

  it.each([
    [{ is: 'sshd-works' }, 'flux_sshd', []],
    [{ is: 'admin-with-key', users: ['ann', 'bob'], groups: [] }, 'flux_admin', ['ann bob', '']],
    [{ is: 'admin-with-key', users: [], groups: ['wheel', 'sudo'] }, 'flux_admin', ['', 'wheel sudo']],
    [{ is: 'sshd-effective', paths: ['/a', '/b'] }, 'flux_effective', ['/a', '/b']],
    [{ is: 'port-free', port: 2222 }, 'flux_port_free', ['2222']],
    [{ is: 'units-inactive', units: ['x', 'y'] }, 'flux_sole', ['x', 'y']],
    [{ is: 'network-independent', of: 'forwarding' }, 'flux_independent', ['forwarding']],
  ] as const)('lowers the guard %j to %s', (guard, verb, words) => {
    const step = only({ ...base('a.guard'), kind: 'require', guard })
    expect(step.verbs).toEqual([verb])
    expect(shown(step.view).arguments).toEqual(words)
  })

  it('lowers nftables to its file and its rules', () => {
    const backend = { name: 'nftables', path: '/etc/flux/f.nft', ruleset: 'table inet flux {\n}\n' } as const
    const step = only({ ...base('a.firewall'), kind: 'firewall', backend })
    expect(step).toMatchObject({ verbs: ['flux_nftables'], touches: ['/etc/flux/f.nft'] })
    expect(shown(step.view)).toEqual({ path: '/etc/flux/f.nft', nftables: 'body table inet flux {\n}\n' })
  })

  it('has a step know the unit of the handler that it notifies', () => {
    const file = sample('file', 'a.file', { notify: 'a.reload' })
    const [first, second] = lower([file, sample('reload', 'a.reload')])
    expect(first?.notifies).toEqual({ how: 'reload', unit: 'ssh' })
    expect(second?.notifies).toBeUndefined()
  })

  it('restarts a service that is notified: fail2ban forgets how to ban when it is reloaded', () => {
    const [first] = lower([sample('file', 'a.file', { notify: 'a.service' }), sample('service', 'a.service')])
    expect(first?.notifies).toEqual({ how: 'restart', unit: 'fail2ban' })
  })

  it.each(['file', 'require'] as const)('refuses to notify a resource of kind %s, which is no handler', (kind) => {
    expect(() => lower([sample('file', 'a.file', { notify: 'a.other' }), sample(kind, 'a.other')])).toThrow(/a\.other/)
  })

  it('refuses to notify what is not there', () => {
    expect(() => lower([sample('file', 'a.file', { notify: 'a.gone' })])).toThrow(/a\.gone/)
  })

  it('keeps order, and what a reviewer reads of every resource', () => {
    fc.assert(
      fc.property(dags, (given) => {
        const resources = order(given)
        const common = ({ id, kind, title, why, controls, risk, needs, origin }: Resource | Step) => ({
          ...{ id, kind, title, why, controls, risk, needs, origin },
        })
        expect(lower(resources).map(common)).toEqual(resources.map(common))
      }),
    )
  })
})
