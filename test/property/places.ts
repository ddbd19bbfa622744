import type { z } from 'zod'
import { modules } from '../../src/modules/registry.js'

/** A place of a module's settings that a value can be written to. */
export interface Place {
  readonly module: string
  /** As a reader names it: `rules.0.comment`, `parameters.<key>`. */
  readonly name: string
  /** The module's settings, the rest of them harmless, with `value` there. */
  put(value: unknown): Readonly<Record<string, unknown>>
}

type Put = (value: unknown) => unknown

/** What must stand beside the value under test for it to matter. */
const companions: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  firewall: { preset: 'web-server' },
  'firewall.rules.0': { port: 8080 },
}
const harmlessKey = 'net.ipv4.tcp_fin_timeout'

/** Every leaf below a schema, however it is nested; `put` builds what is around it. */
function leaves(schema: z.core.$ZodType, path: readonly string[], put: Put): readonly (readonly [string, Put])[] {
  const { def } = (schema as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'default':
    case 'prefault':
    case 'optional':
    case 'nullable':
      return leaves(def.innerType, path, put)
    case 'object':
      return Object.entries(def.shape).flatMap(([key, inner]) =>
        leaves(inner, [...path, key], (value) => put({ ...companions[path.join('.')], [key]: value })),
      )
    case 'array':
      return leaves(def.element, [...path, '0'], (value) => put([value]))
    case 'record':
      return [
        ...leaves(def.keyType, [...path, '<key>'], (value) => put({ [String(value)]: 1 })),
        ...leaves(def.valueType, [...path, harmlessKey], (value) => put({ [harmlessKey]: value })),
      ]
    case 'union':
      return [[path.slice(1).join('.'), put]]
    default:
      return [[path.slice(1).join('.'), put]]
  }
}

/** Every place of every module's settings, found in their schemas: a new option is tested without a word here. */
export const places: readonly Place[] = modules.flatMap((module) =>
  leaves(module.schema, [module.name], (value) => value).map(([name, put]) => ({
    module: module.name,
    name,
    put: (value: unknown) => put(value) as Readonly<Record<string, unknown>>,
  })),
)
