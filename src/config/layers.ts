import type { KeyPath, Place } from '../diagnostics/diagnostic.js'
import { valueAt } from './path.js'
import { isTable, type Table } from './toml.js'

/** Where a layer's values come from: a section of the file, or one flag or variable, by its name. */
export type Origin = { readonly in: 'file'; readonly base: KeyPath } | { readonly in: 'flag'; readonly name: string }

/** Options by module, from one place; a list of layers has the one that wins last. */
export interface Layer {
  readonly origin: Origin
  readonly values: Table
}

/** One table over another: tables are merged, anything else is replaced. */
export function merged(below: Table, above: Table): Table {
  const result: Record<string, unknown> = { ...below }
  for (const [key, value] of Object.entries(above)) {
    const under = Object.hasOwn(below, key) ? below[key] : undefined
    const both = isTable(value) && isTable(under) ? merged(under, value) : value
    Object.defineProperty(result, key, { value: both, enumerable: true, configurable: true, writable: true })
  }
  return result
}

/** All layers in one. */
export function mergedLayers(layers: readonly Layer[]): Table {
  return layers.reduce<Table>((below, layer) => merged(below, layer.values), {})
}

function placeIn(layer: Layer, path: KeyPath): Place {
  return layer.origin.in === 'flag' ? { from: layer.origin.name } : { path: [...layer.origin.base, ...path] }
}

/**
 * Where the value at `modules.<module>.<option>…` was set: the winning layer that has it, else the one that has what it stands
 * in. Without any, the path as it is, which a locator takes to the nearest section.
 */
export function placeOf(layers: readonly Layer[], path: KeyPath): Place {
  const [section, ...rest] = path
  if (section !== 'modules') return { path }
  for (let length = rest.length; length > 0; length--) {
    const layer = layers.findLast((candidate) => valueAt(candidate.values, rest.slice(0, length)) !== undefined)
    if (layer !== undefined) return placeIn(layer, rest)
  }
  return { path }
}
