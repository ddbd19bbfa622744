import type { z } from 'zod'

/** What a schema is without the wrappers that make it optional. */
export function bare(schema: z.core.$ZodType): z.core.$ZodType {
  const { def } = (schema as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'default':
    case 'prefault':
    case 'optional':
    case 'nullable':
      return bare(def.innerType)
    default:
      return schema
  }
}

/** The shapes of value that options have, told apart by `is`. */
export type Shape =
  | { readonly is: 'boolean' | 'integer' | 'number' | 'text' }
  | { readonly is: 'choice'; readonly of: readonly string[] }
  | { readonly is: 'either'; readonly of: readonly Shape[] }
  | { readonly is: 'list'; readonly of: Shape }
  | { readonly is: 'record'; readonly of: Shape }
  | { readonly is: 'table'; readonly of: Readonly<Record<string, z.core.$ZodType>> }

/** What a schema takes, in our words. */
export function shapeOf(schema: z.core.$ZodType): Shape {
  const { def } = (bare(schema) as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'boolean':
      return { is: 'boolean' }
    case 'number':
      return { is: 'format' in def && def.format === 'safeint' ? 'integer' : 'number' }
    case 'enum':
      return { is: 'choice', of: Object.values(def.entries).map(String) }
    case 'array':
      return { is: 'list', of: shapeOf(def.element) }
    case 'record':
      return { is: 'record', of: shapeOf(def.valueType) }
    case 'object':
      return { is: 'table', of: def.shape }
    case 'union':
      return { is: 'either', of: def.options.map(shapeOf) }
    default:
      return { is: 'text' }
  }
}

/** An option of a module: a value that the command line or the environment can set. */
export interface Option {
  /** Keys below the module's section: `['fail2ban', 'maxretry']`. */
  readonly path: readonly string[]
  readonly shape: Exclude<Shape, { readonly is: 'table' }>
  /** The schema's own words for it. */
  readonly about: string
  readonly fallback: unknown
}

/** The schema's description, on whichever of its wrappers it stands. */
export function aboutOf(schema: z.core.$ZodType): string {
  const own = (schema as z.ZodType).description
  const { def } = (schema as z.core.$ZodTypes)._zod
  return own ?? ('innerType' in def ? aboutOf(def.innerType) : '')
}

function fallbackOf(schema: z.core.$ZodType): unknown {
  const { def } = (schema as z.core.$ZodTypes)._zod
  return def.type === 'default' ? def.defaultValue : undefined
}

/** Every option of a schema, those of nested tables too, in the order of the schema. */
export function optionsOf(schema: z.core.$ZodType, path: readonly string[] = []): readonly Option[] {
  const shape = shapeOf(schema)
  if (shape.is === 'table') {
    return Object.entries(shape.of).flatMap(([key, inner]) => optionsOf(inner, [...path, key]))
  }
  return [{ path, shape, about: aboutOf(schema), fallback: fallbackOf(schema) }]
}

/** The schema at a path, or undefined if there is none. Lists and records have one schema for all their entries. */
export function schemaAt(schema: z.core.$ZodType, path: readonly (string | number)[]): z.core.$ZodType | undefined {
  const [first, ...rest] = path
  if (first === undefined) return schema
  const { def } = (bare(schema) as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'object': {
      const inner = def.shape[first]
      return inner === undefined ? undefined : schemaAt(inner, rest)
    }
    case 'record':
      return schemaAt(def.valueType, rest)
    case 'array':
      return schemaAt(def.element, rest)
    case 'union':
      return def.options.map((option) => schemaAt(option, path)).find((found) => found !== undefined)
    default:
      return undefined
  }
}
