import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { families } from '../../src/distro/families.js'
import type { Resource } from '../../src/ir/resource.js'
import { moduleNamed, modules } from '../../src/modules/registry.js'
import { resolve } from '../../src/passes/1-resolve.js'
import { declare } from '../../src/passes/2-declare.js'
import { workflows } from '../../src/workflows/index.js'
import { settingsOf } from '../golden/settings.js'

const names = modules.map(({ name }) => name)

describe('the registry', () => {
  it('has every directory of src/modules, and each name once', () => {
    const directory = join(import.meta.dirname, '../../src/modules')
    const directories = readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    expect([...names].sort()).toEqual(directories.map(({ name }) => name).sort())
    expect(new Set(names).size).toBe(names.length)
  })

  it('finds a module by its name', () => {
    for (const module of modules) expect(moduleNamed(module.name)).toBe(module)
    expect(moduleNamed('gone')).toBeUndefined()
  })

  it('has modules that come after modules which there are, without a cycle', () => {
    for (const { after } of modules) for (const name of after) expect(names).toContain(name)
    expect(resolve(names, modules).length).toBe(modules.length)
  })

  it('has workflows of modules that there are', () => {
    for (const workflow of workflows) {
      expect(workflow.modules.length).toBeGreaterThan(0)
      for (const name of workflow.modules) expect(names).toContain(name)
    }
  })
})

describe.each(modules)('module $name', (module) => {
  const settings = settingsOf()

  it('has a summary, and settings that need nothing to be said', () => {
    expect(module.summary).toMatch(/^\S.{20,}[^.]$/)
    expect(module.schema.safeParse({}).success).toBe(true)
  })

  it('refuses an option that it does not have', () => {
    expect(module.schema.safeParse({ no_such_option: 1 }).success).toBe(false)
  })

  it('describes every option', () => {
    for (const [key, option] of Object.entries(module.schema.shape)) expect(option.description, key).toMatch(/\S{2,}/)
  })

  it('declares the same twice, and changes nothing of its settings', () => {
    const before = structuredClone(settings)
    const [family] = families
    if (family === undefined) throw new Error('no family')
    expect(declare([module], settings, family)).toEqual(declare([module], settings, family))
    expect(settings).toEqual(before)
  })

  it.each(families.map((family) => [family.family, family] as const))(
    'declares for family %s what needs only what there is',
    (_name, family) => {
      const resources: readonly Resource[] = declare([module], settings, family)
      const ids = resources.map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
      for (const { needs, notify } of resources) {
        for (const id of [...needs, ...(notify === undefined ? [] : [notify])]) expect(ids).toContain(id)
      }
    },
  )
})
