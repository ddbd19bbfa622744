import type { Diagnostic, Place } from '../diagnostics/diagnostic.js'
import { noModules, unknownModule, unknownWorkflow } from '../embedded/messages.js'
import type { Settings } from '../ir/settings.js'
import { type Workflow, workflows } from '../workflows/index.js'
import { diagnosticsOf } from './issues.js'
import { type Layer, mergedLayers, placeOf } from './layers.js'
import { listed, nearest } from './nearest.js'
import { layersFor, type Prepared } from './sources.js'
import { checkTarget } from './target.js'
import { isTable, type Table, tableAt } from './toml.js'

/** What is to be compiled: a workflow or one module, narrowed by the command line. */
export interface Request {
  readonly subject: { readonly is: 'workflow' | 'module'; readonly name: string }
  readonly modules?: readonly string[]
  readonly skip?: readonly string[]
  readonly target?: string
  /** Where the subject was named; the command line if absent. */
  readonly place?: Place
}

/** Settings, unless a diagnostic is an error, and the layers that say where each value came from. */
export interface Resolved {
  readonly settings?: Settings
  readonly layers: readonly Layer[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Names with the place where each stands. */
type Named = readonly (readonly [name: string, place: Place])[]

const named = (names: unknown, place: (index: number) => Place): Named | undefined =>
  Array.isArray(names) ? names.map((name, index) => [String(name), place(index)]) : undefined

/** Shipped workflows and those of the file; a section for a shipped one changes what it names. */
export function knownWorkflows(prepared: Prepared): readonly Workflow[] {
  const sections = tableAt(prepared.file, 'workflows')
  const own = Object.entries(sections).flatMap(([name, section]): Workflow[] => {
    if (!isTable(section)) return []
    const shipped = workflows.find((workflow) => workflow.name === name)
    const title = typeof section.title === 'string' ? section.title : (shipped?.title ?? name)
    const list = Array.isArray(section.modules) ? section.modules.map(String) : (shipped?.modules ?? [])
    return [{ name, title, summary: shipped?.summary ?? title, modules: list }]
  })
  return [...workflows.filter((shipped) => !Object.hasOwn(sections, shipped.name)), ...own]
}

/** The modules asked for and those to leave out, each where it is named. */
function listsOf(prepared: Prepared, request: Request): { readonly wanted: Named; readonly skipped: Named } {
  const { is, name } = request.subject
  const skip = named(request.skip, () => ({ from: '--skip' })) ?? []
  if (is === 'module') return { wanted: [[name, request.place ?? { from: `flux module ${name}` }]], skipped: skip }
  const section = tableAt(tableAt(prepared.file, 'workflows'), name)
  const at = (key: string) => (index: number) => ({ path: ['workflows', name, key, index] })
  const shipped = workflows.find((workflow) => workflow.name === name)
  const wanted =
    named(request.modules, () => ({ from: '--modules' })) ??
    named(section.modules, at('modules')) ??
    named(shipped?.modules, () => ({})) ??
    []
  return { wanted, skipped: [...(named(section.skip_modules, at('skip_modules')) ?? []), ...skip] }
}

function checkNames(names: Named, known: readonly string[]): readonly Diagnostic[] {
  return names
    .filter(([name]) => !known.includes(name))
    .map(([name, place]) => unknownModule({ name, suggestion: nearest(name, known), known: listed(known) }, place))
}

function checkWorkflow(prepared: Prepared, request: Request): readonly Diagnostic[] {
  const { is, name } = request.subject
  const known = knownWorkflows(prepared).map((workflow) => workflow.name)
  if (is === 'module' || known.includes(name)) return []
  const place = request.place ?? { from: `flux workflow ${name}` }
  return [unknownWorkflow({ name, suggestion: nearest(name, known), known: listed(known) }, place)]
}

/** Diagnostics with a path in the settings, each moved to where the value was set. */
export function placed(diagnostics: readonly Diagnostic[], layers: readonly Layer[]): readonly Diagnostic[] {
  return diagnostics.map((diagnostic) => {
    const { path, ...rest } = diagnostic
    const related = rest.related?.map((other) =>
      other.path === undefined ? other : { ...other, ...placeOf(layers, other.path) },
    )
    return { ...rest, ...(path !== undefined && placeOf(layers, path)), ...(related !== undefined && { related }) }
  })
}

/** The validated settings of every module. What the file itself has wrong was said when it was prepared. */
function validate(prepared: Prepared, layers: readonly Layer[], taking: ReadonlySet<string>) {
  const values: Record<string, Table> = {}
  const diagnostics: Diagnostic[] = []
  const all = mergedLayers(layers)
  for (const module of prepared.modules) {
    const value = all[module.name] ?? {}
    const result = module.schema.safeParse(value)
    if (result.success) values[module.name] = result.data
    else if (taking.has(module.name)) {
      const checked = { schema: module.schema, value, base: ['modules', module.name] }
      diagnostics.push(...diagnosticsOf(checked, result.error.issues))
    }
  }
  const said = new Set(prepared.diagnostics.map((diagnostic) => JSON.stringify(diagnostic.path)))
  return {
    values,
    diagnostics: placed(diagnostics, layers).filter(
      (diagnostic) => diagnostic.path === undefined || !said.has(JSON.stringify(diagnostic.path)),
    ),
  }
}

/** Settings for a request, or all that stands against it. The diagnostics of `prepared` are not repeated. */
export function settingsOf(prepared: Prepared, request: Request): Resolved {
  const { is, name } = request.subject
  const layers = layersFor(prepared, is === 'workflow' ? name : undefined)
  const unknown = checkWorkflow(prepared, request)
  if (unknown.length > 0) return { layers, diagnostics: unknown }
  const { wanted, skipped } = listsOf(prepared, request)
  const known = prepared.modules.map((module) => module.name)
  const without = new Set(skipped.map(([skip]) => skip))
  const taking = [...new Set(wanted.map(([module]) => module))].filter((module) => !without.has(module))
  const target = request.target ?? (typeof prepared.file.target === 'string' ? prepared.file.target : 'any')
  const emptied = request.skip === undefined ? { path: ['workflows', name] } : { from: '--skip' }
  const { values, diagnostics } = validate(prepared, layers, new Set(taking))
  const all = [
    ...checkNames([...wanted, ...skipped], known),
    ...(taking.length === 0 ? [noModules({ name }, emptied)] : []),
    ...checkTarget(target, request.target === undefined ? { path: ['target'] } : { from: '--target' }),
    ...diagnostics,
  ]
  if (all.length > 0) return { layers, diagnostics: all }
  const settings = { workflow: is === 'module' ? `module-${name}` : name, modules: taking, values, target }
  return { settings, layers, diagnostics: [] }
}
