import { z } from 'zod'
import type { Module } from '../modules/module.js'
import { bare, schemaAt } from './options.js'
import { fileSchema } from './schema.js'

/**
 * The JSON Schema (draft 2020-12) of flux.toml: for editors, and what docs/options.md is made of. A module's options stand
 * below `$defs`, by its name, for they may appear in three places of the file.
 */
export function settingsJsonSchema(modules: readonly Module[]): string {
  const file = fileSchema(modules)
  const named = modules.flatMap(({ name, summary }) => {
    const section = schemaAt(file, ['modules', name])
    return section === undefined ? [] : [{ name, summary, section: bare(section) }]
  })
  for (const { name, summary, section } of named) z.globalRegistry.add(section, { id: name, description: summary })
  try {
    const schema = z.toJSONSchema(file, { io: 'input', unrepresentable: 'any' })
    return `${JSON.stringify({ title: 'flux.toml', ...schema }, null, 2)}\n`
  } finally {
    for (const { section } of named) z.globalRegistry.remove(section)
  }
}
