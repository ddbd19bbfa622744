import type { Shape } from './options.js'
import { isTable } from './toml.js'

/** What a value is, in an operator's words: `the text "22"`, `a list`. */
export function described(value: unknown): string {
  if (value === undefined) return 'missing'
  if (typeof value === 'string') return `the text ${shown(value)}`
  if (typeof value === 'number' || typeof value === 'bigint') return `the number ${value}`
  if (typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return 'a list'
  return isTable(value) ? 'a table' : 'a date'
}

/** A value as TOML writes it, cut to what a message can hold. */
export function shown(value: unknown): string {
  const text = value instanceof Date ? value.toISOString() : (JSON.stringify(value) ?? 'nothing')
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}

/** What an option takes, in an operator's words. */
export function expected(shape: Shape): string {
  switch (shape.is) {
    case 'boolean':
      return 'true or false'
    case 'integer':
      return 'a whole number'
    case 'number':
      return 'a number'
    case 'text':
      return 'text'
    case 'choice':
      return `one of ${shape.of.map((word) => JSON.stringify(word)).join(', ')}`
    case 'either':
      return [...new Set(shape.of.map(expected))].join(' or ')
    case 'list':
      return 'a list'
    case 'record':
    case 'table':
      return 'a table'
  }
}
