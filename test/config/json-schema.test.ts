import { describe, expect, it } from 'vitest'
import { settingsJsonSchema } from '../../src/config/json-schema.js'
import { modules } from '../../src/modules/registry.js'

interface Node {
  readonly description?: string
  readonly properties?: Readonly<Record<string, Node>>
  readonly items?: Node
}

const schema = JSON.parse(settingsJsonSchema(modules)) as { readonly $defs: Readonly<Record<string, Node>> }

/** The options below a node that say nothing of themselves. */
function silent(path: string, node: Node): readonly string[] {
  const inner = node.properties ?? node.items?.properties ?? {}
  return Object.entries(inner).flatMap(([key, option]) => [
    ...(option.description === undefined ? [`${path}.${key}`] : []),
    ...silent(`${path}.${key}`, option),
  ])
}

describe('the JSON Schema of flux.toml', () => {
  it('has a section for every module, by its name', () => {
    expect(Object.keys(schema.$defs)).toEqual(modules.map(({ name }) => name))
  })

  it.each(modules.map(({ name }) => name))('describes every option of %s', (name) => {
    expect(silent(name, schema.$defs[name] ?? {})).toEqual([])
  })

  it('is the same when it is made again', () => {
    expect(settingsJsonSchema(modules)).toBe(`${JSON.stringify(schema, null, 2)}\n`)
  })
})
