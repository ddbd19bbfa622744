import { describe, expect, it } from 'vitest'
import { debian } from '../../src/distro/debian.js'
import { modules as registry } from '../../src/modules/registry.js'
import { declare } from '../../src/passes/2-declare.js'
import { settingsOf } from '../golden/settings.js'
import { sample } from './resources.js'

const settings = settingsOf()

describe('declare', () => {
  it('asks the modules in order and puts their resources one behind the other', () => {
    const shipped = registry.filter(({ name }) => ['firewall', 'ssh', 'sysctl'].includes(name))
    const modules = shipped.map((module) => ({ ...module, declare: () => [sample('file', `${module.name}.x`)] }))
    expect(declare(modules, settings, debian).map(({ id }) => id)).toEqual(['firewall.x', 'ssh.x', 'sysctl.x'])
  })

  it('gives each module its own settings, the distribution, and the settings of those that take part only', () => {
    const seen: unknown[] = []
    const [firewall, ssh] = registry
      .filter(({ name }) => ['firewall', 'ssh'].includes(name))
      .map((module) => ({
        ...module,
        declare: (own: unknown, context: unknown) => {
          seen.push(own, context)
          return []
        },
      }))
    if (firewall === undefined || ssh === undefined) throw new Error('two modules are needed')
    declare([firewall, ssh], settings, debian)
    const others = { [firewall.name]: settings.values[firewall.name], [ssh.name]: settings.values[ssh.name] }
    expect(seen).toEqual([
      others[firewall.name],
      { distribution: debian, others, openings: [], administrators: [] },
      others[ssh.name],
      { distribution: debian, others, openings: [], administrators: [] },
    ])
  })

  it('gives every shipped module’s resources an id of that module, a title, a why and an origin in its section', () => {
    for (const module of registry) {
      for (const resource of declare([module], settings, debian)) {
        expect(resource.id).toMatch(new RegExp(`^${module.name}\\.[a-z0-9]+(-[a-z0-9]+)*$`))
        expect(resource.title).toMatch(/^[A-Z].*[^.]$/)
        expect(resource.why).toMatch(/^\S.*[^.]$/)
        expect(resource.origin.slice(0, 2)).toEqual(['modules', module.name])
        expect(Object.keys(module.schema.shape)).toContain(resource.origin[2])
      }
    }
  })
})
