import './jitless.js'
import { type Compilation, compile } from '../compile.js'
import { type Assignment, assignmentOf } from '../config/assignments.js'
import type { Layer } from '../config/layers.js'
import { placed, type Request, settingsOf } from '../config/settings.js'
import { type Prepared, prepare } from '../config/sources.js'
import { parseToml, type Table } from '../config/toml.js'
import { type Diagnostic, hasErrors } from '../diagnostics/diagnostic.js'
import { badAssignment } from '../embedded/messages.js'
import type { Settings } from '../ir/settings.js'
import { modules } from '../modules/registry.js'
import { withCertificates } from './certificate-files.js'
import { configFile, readText } from './files.js'
import { Exit, exits, type Io } from './io.js'
import type { CommonOptions } from './options.js'
import { report, type Source } from './report.js'

/** The configuration of one invocation, read and checked. */
export interface Session {
  readonly io: Io
  readonly options: CommonOptions
  readonly prepared: Prepared
  readonly source?: Source
}

/** A compilation that succeeded, with what it was made from. */
export interface Compiled {
  readonly settings: Settings
  readonly script: string
  readonly plan: NonNullable<Compilation['plan']>
}

interface Read {
  readonly source?: Source
  readonly values?: Table
  readonly diagnostics: readonly Diagnostic[]
}

function readConfig(io: Io, named: string | undefined): Read {
  const file = configFile(io, named)
  if (file === undefined) return { diagnostics: [] }
  const read = readText(io, file)
  if ('diagnostic' in read) return { diagnostics: [{ ...read.diagnostic, from: `--config ${file}` }] }
  const source = { file, text: read.text }
  const parsed = parseToml(read.text, file)
  return 'diagnostic' in parsed
    ? { source, diagnostics: [parsed.diagnostic] }
    : { source, ...withCertificates(io, parsed.values, file) }
}

/** Reads configuration, environment and options. What is wrong with them is in `prepared.diagnostics`. */
export function openSession(io: Io, options: CommonOptions, typed: readonly Assignment[] = []): Session {
  const config = readConfig(io, options.config)
  const sets = (options.set ?? []).map((text) => [text, assignmentOf(text)] as const)
  const malformed = sets.flatMap(([text, assignment]) =>
    assignment === undefined
      ? [badAssignment({ source: `--set ${text}`, problem: 'there is no = in it' }, { from: `--set ${text}` })]
      : [],
  )
  const prepared = prepare(
    {
      environment: io.environment,
      assignments: [...sets.flatMap(([, assignment]) => assignment ?? []), ...typed],
      ...(config.values !== undefined && { file: config.values }),
      // without a file that can be read, --env would be blamed for what is not its fault
      ...(options.env !== undefined && config.diagnostics.length === 0 && { profile: options.env }),
    },
    modules,
  )
  const diagnostics = [...config.diagnostics, ...malformed, ...prepared.diagnostics]
  const { source } = config
  return { io, options, prepared: { ...prepared, diagnostics }, ...(source !== undefined && { source }) }
}

/** Prints what stands against going on; if it is an error, the command ends here and nothing has been written. */
export async function endIfErrors(session: Session, diagnostics: readonly Diagnostic[]): Promise<void> {
  await report(session.io, diagnostics, session.source)
  if (hasErrors(diagnostics)) throw new Exit(exits.failed)
}

/** A request with what the common options say. */
export function requestOf(session: Session, subject: Request['subject'], place?: Request['place']): Request {
  const { modules: only, skip, target } = session.options
  return {
    subject,
    ...(only !== undefined && { modules: only }),
    ...(skip !== undefined && { skip }),
    ...(target !== undefined && { target }),
    ...(place !== undefined && { place }),
  }
}

/** Compiles, without printing; the diagnostics of the session itself are not among those returned. */
export function compileRequest(
  session: Session,
  request: Request,
): { readonly compiled?: Compiled; readonly layers: readonly Layer[]; readonly diagnostics: readonly Diagnostic[] } {
  const { settings, layers, diagnostics } = settingsOf(session.prepared, request)
  if (settings === undefined || hasErrors(session.prepared.diagnostics)) return { layers, diagnostics }
  const { script, plan, diagnostics: found } = compile(settings)
  const all = [...diagnostics, ...placed(found, layers)]
  if (script === undefined || plan === undefined) return { layers, diagnostics: all }
  return { compiled: { settings, script, plan }, layers, diagnostics: all }
}

/** Compiles one request and prints what there is to say; ends the command if there is an error. */
export async function compiledOrEnd(session: Session, request: Request): Promise<Compiled> {
  const { compiled, diagnostics } = compileRequest(session, request)
  await endIfErrors(session, [...session.prepared.diagnostics, ...diagnostics])
  if (compiled === undefined) throw new Error('a compilation without errors has no script')
  return compiled
}
