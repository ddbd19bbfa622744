import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { currentPages } from '../scripts/docs.mjs'
import { planJson } from '../src/cli/plan-json.js'
import { planSchema } from '../src/cli/plan-schema.js'
import { compile } from '../src/compile.js'
import { modules } from '../src/modules/registry.js'

const pages = currentPages()

describe('docs', () => {
  it.each(Object.entries(pages))('%s is what npm run docs writes', (name, text) => {
    expect(readFileSync(new URL(`../docs/${name}`, import.meta.url), 'utf8')).toBe(text)
  })

  it('has the controls 1 to 32, each with a check, but 15, which is for who asks for it', () => {
    for (let number = 1; number <= 32; number++) {
      if (number === 15) continue
      expect(pages['controls.md']).toMatch(new RegExp(`^## ${number}\\. .*\\n(?:(?!## ).*\\n)*- `, 'm'))
    }
  })
})

describe('the JSON of a plan', () => {
  it.each([{}, { ssh: { port: 2222 }, firewall: { backend: 'nftables' } }])(
    'of %j has the form of its schema',
    (given) => {
      const asked: Readonly<Record<string, object>> = given
      const values = Object.fromEntries(
        modules.map((module) => [module.name, module.schema.parse(asked[module.name] ?? {})]),
      )
      const { plan } = compile({ workflow: 'security', modules: modules.map((m) => m.name), values, target: 'any' })
      expect(plan && planSchema.safeParse(JSON.parse(planJson(plan))).error).toBeUndefined()
    },
  )
})
