import { describe, expect, it } from 'vitest'
import { families, knownTargets, resolveTarget } from '../../src/distro/families.js'

describe('a target', () => {
  it.each([
    ['any', ['debian:11', 'debian:12', 'debian:13', 'debian:sid', 'ubuntu:20.04', 'ubuntu:22.04', 'ubuntu:24.04']],
    ['debian', ['debian:11', 'debian:12', 'debian:13', 'debian:sid']],
    ['ubuntu', ['ubuntu:20.04', 'ubuntu:22.04', 'ubuntu:24.04']],
    ['debian:12', ['debian:12']],
    ['ubuntu:24.04', ['ubuntu:24.04']],
  ])('%s means %j', (target, releases) => {
    expect(resolveTarget(target)).toMatchObject({ distribution: { family: 'debian' }, releases })
  })

  it.each(['', 'debian:1', 'debian:12x', 'debian:', 'Debian:12', 'deb', 'rhel', 'alpine', 'all', ':12'])(
    'is not %j',
    (target) => {
      expect(resolveTarget(target)).toBeUndefined()
    },
  )

  it('is known if and only if it means something', () => {
    expect(knownTargets()).toContain('any')
    expect(knownTargets()).toContain('debian')
    for (const target of knownTargets()) expect(resolveTarget(target)?.releases.length, target).toBeGreaterThan(0)
    for (const { releases } of families) for (const release of releases) expect(knownTargets()).toContain(release)
  })
})

describe.each(families)('family $family', ({ releases, firewall, names }) => {
  it('has releases as os-release writes them', () => {
    for (const release of releases) expect(release).toMatch(/^[a-z]+:[a-z0-9.]+$/)
    expect(new Set(releases).size).toBe(releases.length)
  })

  it('has packages for its own firewall and for fail2ban', () => {
    expect(names.packages[firewall]?.length).toBeGreaterThan(0)
    expect(names.packages.fail2ban?.length).toBeGreaterThan(0)
  })

  it('has names that packages and units can have', () => {
    for (const name of Object.values(names.packages).flat()) expect(name).toMatch(/^[a-z0-9][a-z0-9+._-]+$/)
    for (const unit of Object.values(names.units)) expect(unit).toMatch(/^[a-z0-9@-]+(\.socket)?$/)
  })
})

describe('families', () => {
  it('are told apart by name, and those that scripts are compiled for come first', () => {
    expect(new Set(families.map(({ family }) => family)).size).toBe(families.length)
    const supported = families.map(({ releases }) => releases.length > 0)
    expect(supported).toEqual([...supported].sort((a, b) => Number(b) - Number(a)))
    expect(supported[0]).toBe(true)
  })

  it('have no release twice', () => {
    const all = families.flatMap(({ releases }) => releases)
    expect(new Set(all).size).toBe(all.length)
  })
})
