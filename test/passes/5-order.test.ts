import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { debian } from '../../src/distro/debian.js'
import { modules as registry } from '../../src/modules/registry.js'
import { resolve } from '../../src/passes/1-resolve.js'
import { declare } from '../../src/passes/2-declare.js'
import { optimise } from '../../src/passes/4-optimise.js'
import { order } from '../../src/passes/5-order.js'
import { workflows } from '../../src/workflows/index.js'
import { settingsOf } from '../golden/settings.js'
import { runs } from '../runs.js'
import { dags, sample } from './resources.js'

describe('order', () => {
  it.each([
    {
      that: 'keeps the declared order where nothing decides',
      given: [sample('file', 'a.x'), sample('service', 'a.y'), sample('file', 'b.x')],
      want: ['a.x', 'a.y', 'b.x'],
    },
    {
      that: 'puts guards first, then packages',
      given: [sample('file', 'a.file'), sample('packages', 'a.packages'), sample('require', 'a.guard')],
      want: ['a.guard', 'a.packages', 'a.file'],
    },
    {
      that: 'puts what is needed before what needs it',
      given: [sample('file', 'a.late', { needs: ['a.early'] }), sample('file', 'a.early')],
      want: ['a.early', 'a.late'],
    },
    {
      that: 'puts a guard first that needs only guards',
      given: [
        sample('file', 'a.file'),
        sample('require', 'a.port', { needs: ['a.sshd'] }),
        sample('require', 'a.sshd'),
      ],
      want: ['a.sshd', 'a.port', 'a.file'],
    },
    {
      that: 'keeps a guard behind the change that it looks at',
      given: [
        sample('require', 'a.effective', { needs: ['a.drop-in'] }),
        sample('file', 'a.drop-in'),
        sample('packages', 'a.packages'),
      ],
      want: ['a.packages', 'a.drop-in', 'a.effective'],
    },
    {
      that: 'passes over a need of a module that does not take part',
      given: [sample('file', 'a.file', { needs: ['gone.file'] })],
      want: ['a.file'],
    },
  ])('$that', ({ given, want }) => {
    expect(order(given).map(({ id }) => id)).toEqual(want)
  })

  it('names the resources of a cycle', () => {
    const cycle = [sample('file', 'a.x', { needs: ['a.y'] }), sample('file', 'a.y', { needs: ['a.x'] })]
    expect(() => order(cycle)).toThrow(/a\.x.*a\.y/)
  })

  it('is topological for any needs without a cycle, and loses nothing', () => {
    fc.assert(
      fc.property(dags, (given) => {
        const ordered = order(given)
        expect([...ordered].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
          [...given].sort((a, b) => (a.id < b.id ? -1 : 1)),
        )
        const at = new Map(ordered.map(({ id }, index) => [id, index]))
        for (const { id, needs } of ordered) {
          for (const need of needs) expect(at.get(need)).toBeLessThan(at.get(id) ?? -1)
        }
      }),
      runs(300),
    )
  })

  it('puts no change before a guard that could be asked before it', () => {
    fc.assert(
      fc.property(dags, (given) => {
        const free = given.filter(({ kind, needs }) => kind === 'require' && needs.length === 0).length
        expect(
          order(given)
            .slice(0, free)
            .every(({ kind }) => kind === 'require'),
        ).toBe(true)
      }),
      runs(300),
    )
  })
})

/** The resources of a workflow in order, and where each is. */
function ordered(name: string, modules: readonly string[]) {
  const settings = settingsOf({ workflow: name, modules, values: { ssh: { port: 2222 } } })
  const resources = order(optimise(declare(resolve(modules, registry), settings, debian)))
  const at = (id: string): number => resources.findIndex((resource) => resource.id === id)
  return { resources, at }
}

describe.each(workflows)('the order of workflow $name', ({ name, modules }) => {
  const { resources, at } = ordered(name, modules)

  it('has each resource after those it needs, and needs nothing that is not there', () => {
    for (const [index, resource] of resources.entries()) {
      for (const need of resource.needs) {
        expect(at(need), `${resource.id} needs ${need}`).toBeGreaterThanOrEqual(0)
        expect(at(need), `${resource.id} needs ${need}`).toBeLessThan(index)
      }
    }
  })

  it('has a handler after every resource that notifies it', () => {
    const notifying = resources.filter(({ notify }) => notify !== undefined)
    for (const { id, notify } of notifying) expect(at(notify ?? ''), `${id} notifies ${notify}`).toBeGreaterThan(at(id))
  })
})

describe.each(workflows.filter(({ modules }) => modules.includes('ssh')))(
  'sshd in workflow $name',
  ({ name, modules }) => {
    const { resources, at } = ordered(name, modules)

    it('opens the SSH port before sshd moves to it', () => {
      if (!modules.includes('firewall')) return expect(at('firewall.rules')).toBe(-1)
      expect(at('firewall.rules')).toBeGreaterThanOrEqual(0)
      expect(at('firewall.rules')).toBeLessThan(at('ssh.drop-in'))
      expect(at('firewall.rules')).toBeLessThan(at('ssh.reload'))
    })

    it('asks for a usable key before anything changes', () => {
      const firstChange = resources.findIndex(({ kind }) => kind !== 'require')
      expect(at('ssh.key')).toBeGreaterThanOrEqual(0)
      expect(at('ssh.key')).toBeLessThan(firstChange)
    })
  },
)
