import { parse } from 'smol-toml'
import type { Shape } from './options.js'

/** A value as TOML writes it, or undefined if the text is none. */
function tomlValue(text: string): unknown {
  try {
    return parse(`value = ${text}`).value
  } catch {
    return undefined
  }
}

/**
 * What a word of the command line or the environment means for an option. Text that does not fit stays text: the schema
 * says what is wrong with it. Lists are separated by commas, or written as TOML writes them.
 */
export function textValue(text: string, shape: Shape): unknown {
  switch (shape.is) {
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text
    case 'integer':
    case 'number':
      return /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text) ? Number(text) : text
    case 'text':
    case 'choice':
      return text
    case 'either': {
      const number = shape.of.find((option) => option.is === 'integer' || option.is === 'number')
      return number === undefined ? text : textValue(text, number)
    }
    case 'list':
      return listOf(text, shape.of)
    case 'record':
    case 'table':
      return text.startsWith('{') ? (tomlValue(text) ?? text) : text
  }
}

function listOf(text: string, element: Shape): unknown {
  if (text.startsWith('[')) return tomlValue(text) ?? text
  if (text.startsWith('{')) return tomlValue(`[${text}]`) ?? text
  if (text === '') return []
  return text.split(',').map((part) => textValue(part.trim(), element))
}
