import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Resource } from '../../src/ir/resource.js'
import { optimise } from '../../src/passes/4-optimise.js'
import { base, dags, sample } from './resources.js'

const packages = (id: `${string}.${string}`, ...names: readonly string[]): Resource => ({
  ...base(id),
  kind: 'packages',
  packages: names.map((name) => ({ module: id.replace(/\..*/, ''), name })),
})

/** What the package steps install, as `module:name`. */
function installed(resources: readonly Resource[]): readonly string[] {
  return resources.flatMap((resource) =>
    resource.kind === 'packages' ? resource.packages.map(({ module, name }) => `${module}:${name}`) : [],
  )
}

describe('optimise', () => {
  it('leaves resources alone that install nothing', () => {
    const resources = [sample('file', 'a.file'), sample('reload', 'a.reload')]
    expect(optimise(resources)).toEqual(resources)
  })

  it('merges the packages of all modules into one transaction in front', () => {
    const given = [packages('a.p', 'ufw'), sample('file', 'a.f'), packages('b.p', 'fail2ban', 'nftables')]
    const want = optimise(given)
    expect(want.map(({ kind }) => kind)).toEqual(['packages', 'file'])
    expect(installed(want)).toEqual(['a:ufw', 'b:fail2ban', 'b:nftables'])
  })

  it('leaves packages alone that need a step before them', () => {
    const needy = { ...packages('b.p', 'y'), needs: ['b.repository'] as const }
    const given = [packages('a.p', 'x'), sample('file', 'b.repository'), needy]
    expect(optimise(given).map(({ id }) => id)).toEqual(['packages.install', 'b.repository', 'b.p'])
  })

  it('points needs at the one transaction, once', () => {
    const given = [
      packages('a.p', 'x'),
      packages('b.p', 'y'),
      sample('file', 'a.f', { needs: ['a.p', 'b.p'] }),
      sample('file', 'a.g', { needs: ['a.f'] }),
    ]
    const [merged, file, other] = optimise(given)
    expect(file?.needs).toEqual([merged?.id])
    expect(other?.needs).toEqual(['a.f'])
  })

  it('loses no resource, no package and no need, and changes nothing of its input', () => {
    fc.assert(
      fc.property(dags, (given) => {
        const before = structuredClone(given)
        const after = optimise(given)
        expect(given).toEqual(before)
        const alone = ({ kind, needs }: Resource) => kind !== 'packages' || needs.length > 0
        const others = given.filter(alone)
        expect(after.filter(alone).map(({ id }) => id)).toEqual(others.map(({ id }) => id))
        expect(installed(after).toSorted()).toEqual(installed(given).toSorted())
        expect(after.length - others.length).toBeLessThanOrEqual(1)
        const ids = new Set(after.map(({ id }) => id))
        for (const resource of after) for (const need of resource.needs) expect(ids).toContain(need)
      }),
    )
  })
})
