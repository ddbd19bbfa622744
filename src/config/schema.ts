import { z } from 'zod'
import type { Diagnostic, KeyPath } from '../diagnostics/diagnostic.js'
import { plainSecret } from '../embedded/messages.js'
import type { Module } from '../modules/module.js'
import { diagnosticsOf } from './issues.js'
import { optionText } from './path.js'
import { secretsIn } from './secret.js'

/** A name that becomes a file's: of a workflow or an environment. */
const name = z
  .string()
  .max(40)
  .regex(/^[a-z][a-z0-9-]*$/, 'a name has lower-case letters, digits and dashes')
const names = z.array(z.string())

/** The top level of flux.toml, and what a workflow's section has beside its overrides. */
export interface FluxFile {
  readonly target?: string
  readonly build?: readonly string[]
  readonly modules?: Readonly<Record<string, ModuleSection>>
  readonly workflows?: Readonly<Record<string, WorkflowSection>>
  readonly environments?: Readonly<Record<string, Readonly<Record<string, ModuleSection>>>>
}

/** A module's options as they stand in the file: some of them, no defaults. */
export type ModuleSection = Readonly<Record<string, unknown>>

/** `[workflows.NAME]`; any other key is a module's name with its overrides. */
export interface WorkflowSection {
  readonly title?: string
  readonly modules?: readonly string[]
  readonly skip_modules?: readonly string[]
  readonly [module: string]: unknown
}

const made = new WeakMap<readonly Module[], z.ZodObject>()

/** As fileSchema, made once for a registry: that costs more than all the rest of reading a file. */
function schemaOnce(modules: readonly Module[]): z.ZodObject {
  const known = made.get(modules) ?? fileSchema(modules)
  made.set(modules, known)
  return known
}

/** The schema of the whole file, made of the modules' own: strict everywhere, and nothing in it is mandatory. */
export function fileSchema(modules: readonly Module[]): z.ZodObject {
  const sections = Object.fromEntries(modules.map((module) => [module.name, module.schema.partial().optional()]))
  return z.strictObject({
    target: z.string().optional().describe('the systems that scripts are for: any, ubuntu, debian:12'),
    build: z.array(name).optional().describe('workflows that flux build writes'),
    modules: z.strictObject(sections).optional(),
    workflows: z
      .record(
        name,
        z.strictObject({
          title: z.string().max(100).optional(),
          modules: names.optional(),
          skip_modules: names.optional(),
          ...sections,
        }),
      )
      .optional(),
    environments: z.record(name, z.strictObject(sections)).optional(),
  })
}

/** Everything that is wrong with the file's own values, all at once. */
export function checkFile(values: unknown, modules: readonly Module[]): readonly Diagnostic[] {
  const schema = schemaOnce(modules)
  const result = schema.safeParse(values)
  const checked = { schema, value: values, base: [] }
  const issues = result.success ? [] : diagnosticsOf(checked, result.error.issues)
  return [...secretDiagnostics(values), ...issues]
}

/** A secret anywhere in a value that stands at `base`. */
export function secretDiagnostics(value: unknown, base: KeyPath = []): readonly Diagnostic[] {
  return secretsIn(value, base).map((path) => plainSecret({ key: optionText(path) }, { path }))
}
