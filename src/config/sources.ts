import type { Diagnostic, KeyPath, Place } from '../diagnostics/diagnostic.js'
import { plainSecret, unknownEnvironment } from '../embedded/messages.js'
import type { Module } from '../modules/module.js'
import { type Assignment, assigned, fromEnvironment } from './assignments.js'
import type { Layer } from './layers.js'
import { listed, nearest } from './nearest.js'
import { optionText } from './path.js'
import { checkFile, type FluxFile } from './schema.js'
import { secretsIn } from './secret.js'
import { type Table, tableAt } from './toml.js'

/** All that settings can come from, read by whoever has a file system and an environment. */
export interface Sources {
  /** What flux.toml holds; absent if there is none. */
  readonly file?: Table
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Options of the command line, in the order they were typed. */
  readonly assignments: readonly Assignment[]
  /** The `[environments.NAME]` chosen by `--env`. */
  readonly profile?: string
}

/** Sources that were checked and put in order. */
export interface Prepared {
  /** The file, as far as it has the right form; its parts are looked at only if there are no errors. */
  readonly file: FluxFile
  readonly modules: readonly Module[]
  readonly profile?: string
  /** Layers of environment and command line; the last wins. */
  readonly flags: readonly Layer[]
  readonly diagnostics: readonly Diagnostic[]
}

function checkProfile(profile: string | undefined, file: FluxFile): readonly Diagnostic[] {
  if (profile === undefined || Object.hasOwn(tableAt(file, 'environments'), profile)) return []
  const known = Object.keys(tableAt(file, 'environments'))
  const place: Place = { from: '--env' }
  const list = known.length === 0 ? undefined : listed(known)
  return [unknownEnvironment({ name: profile, suggestion: nearest(profile, known), known: list }, place)]
}

function secretsOf(layer: Layer): readonly Diagnostic[] {
  const { origin } = layer
  if (origin.in !== 'flag') return []
  return secretsIn(layer.values).map((path) => plainSecret({ key: optionText(path) }, { from: origin.name }))
}

/** Checks the sources, and says all that is wrong with any of them. */
export function prepare(sources: Sources, modules: readonly Module[]): Prepared {
  const file = (sources.file ?? {}) as FluxFile
  const results = [
    ...fromEnvironment(sources.environment, modules),
    ...sources.assignments.map((assignment) => assigned(assignment, modules)),
  ]
  const flags = results.flatMap((result) => ('layer' in result ? [result.layer] : []))
  return {
    file,
    modules,
    flags,
    ...(sources.profile !== undefined && { profile: sources.profile }),
    diagnostics: [
      ...(sources.file === undefined ? [] : checkFile(sources.file, modules)),
      ...checkProfile(sources.profile, file),
      ...results.flatMap((result) => ('diagnostic' in result ? [result.diagnostic] : [])),
      ...flags.flatMap(secretsOf),
    ],
  }
}

/**
 * The layers for a workflow, or for a single module, the last of which wins: profile, module sections, the workflow's
 * overrides, environment, command line.
 */
export function layersFor(prepared: Prepared, workflow: string | undefined): readonly Layer[] {
  const { file, profile } = prepared
  const section = (base: KeyPath, values: Table): Layer => ({ origin: { in: 'file', base }, values })
  const known = new Set(prepared.modules.map((module) => module.name))
  const overrides = (name: string): Table =>
    Object.fromEntries(Object.entries(tableAt(tableAt(file, 'workflows'), name)).filter(([key]) => known.has(key)))
  return [
    ...(profile === undefined
      ? []
      : [section(['environments', profile], tableAt(tableAt(file, 'environments'), profile))]),
    section(['modules'], tableAt(file, 'modules')),
    ...(workflow === undefined ? [] : [section(['workflows', workflow], overrides(workflow))]),
    ...prepared.flags,
  ]
}
