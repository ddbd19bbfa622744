import { parse, TomlError } from 'smol-toml'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { tomlSyntax } from '../embedded/messages.js'

/** A table of TOML: what flux.toml is, before anything in it was checked. */
export type Table = Readonly<Record<string, unknown>>

/** What a file holds, or why it could not be read as TOML. */
export type Parsed = { readonly values: Table } | { readonly diagnostic: Diagnostic }

/** Whether a value is a table; dates are objects too, and are not. */
export function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}

/** The table at a key, empty if there is none or something else stands there. */
export function tableAt(value: unknown, key: string): Table {
  const inner = isTable(value) && Object.hasOwn(value, key) ? value[key] : undefined
  return isTable(inner) ? inner : {}
}

/** Reads TOML 1.0. `file` is the name that diagnostics show. */
export function parseToml(text: string, file: string): Parsed {
  try {
    return { values: parse(text) }
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    const problem = (error.message.split('\n')[0] ?? '').replace('Invalid TOML document: ', '')
    const span = { file, line: error.line, column: error.column, length: 1 }
    return { diagnostic: tomlSyntax({ file, problem }, { span }) }
  }
}
