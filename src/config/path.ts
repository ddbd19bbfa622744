import type { KeyPath } from '../diagnostics/diagnostic.js'
import { isTable } from './toml.js'

/** A path as TOML writes it: `modules.firewall.rules[2].port`; keys that are not bare stand in quotes. */
export function pathText(path: KeyPath): string {
  return path
    .map((key, index) => {
      if (typeof key === 'number') return `[${key}]`
      const text = /^[A-Za-z0-9_-]+$/.test(key) ? key : JSON.stringify(key)
      return index === 0 ? text : `.${text}`
    })
    .join('')
}

/** A path as messages name it: options of a module without the `modules.` that all have. */
export function optionText(path: KeyPath): string {
  return pathText(path[0] === 'modules' && path.length > 2 ? path.slice(1) : path)
}

/** What stands at a path; undefined where nothing does. */
export function valueAt(value: unknown, path: KeyPath): unknown {
  let at = value
  for (const key of path) {
    if (Array.isArray(at) && typeof key === 'number') at = at[key]
    else if (isTable(at) && typeof key === 'string' && Object.hasOwn(at, key)) at = at[key]
    else return undefined
  }
  return at
}

/** A table with one value in it, at a path of keys. */
export function tableWith(path: readonly string[], value: unknown): Readonly<Record<string, unknown>> {
  const [first, ...rest] = path
  if (first === undefined) throw new Error('a table needs a key')
  return { [first]: rest.length === 0 ? value : tableWith(rest, value) }
}
