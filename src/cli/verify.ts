import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Command } from 'commander'
import { bundle } from '../bundle/bundle.js'
import { formats } from '../bundle/format.js'
import { knownWorkflows, type Request } from '../config/settings.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { changedScript, editedRuntime, notAScript, otherSettings, unreadableFile } from '../embedded/messages.js'
import { sha256 } from './artifacts.js'
import { problemOf, textIfThere } from './files.js'
import { Exit, exits, type Io } from './io.js'
import { type CommonOptions, workflowCommand } from './options.js'
import { report } from './report.js'
import { type Compiled, compiledOrEnd, openSession, requestOf, type Session } from './session.js'

/** A file as it is delivered, and what its head says of itself. */
interface Delivered {
  readonly file: string
  readonly bytes: Buffer
  /** The text, gzip undone. */
  readonly text: string
  readonly workflow: string
  /** sha256 of the settings that it was compiled from; a packed script does not show it. */
  readonly digest?: string
}

function textOf(bytes: Buffer): string {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.toString()
  try {
    return gunzipSync(bytes).toString()
  } catch {
    return ''
  }
}

/** Reads a file and its head; a diagnostic if it cannot be read or is none of ours. */
function delivered(io: Io, file: string): Delivered | Diagnostic {
  let bytes: Buffer
  try {
    bytes = readFileSync(resolve(io.cwd, file))
  } catch (error) {
    return unreadableFile({ file, problem: problemOf(error) })
  }
  const text = textOf(bytes)
  const head = text.slice(0, 4096)
  const [, made, digest] = /^# (\S+)\.sh: made by flux from settings with sha256 ([0-9a-f]{64})$/m.exec(head) ?? []
  const [, packed] = /^# (\S+)\.sh, packed by flux\b/m.exec(head) ?? []
  const workflow = made ?? packed
  if (workflow === undefined) return notAScript({ file })
  return { file, bytes, text, workflow, ...(digest !== undefined && { digest }) }
}

/** The runtime below its heading is not the one that the heading names. */
function hasOtherRuntime(text: string): boolean {
  const found = /^# ---- runtime, .*: sha256 ([0-9a-f]{64}) ----\n([\s\S]*)\nmain "\$@"\n\}\n$/m.exec(text)
  return found !== null && sha256(found[2] ?? '') !== found[1]
}

/** The first line that is not as it was compiled, where an editor finds it. */
function firstDifference({ file, text }: Delivered, wanted: string): NonNullable<Diagnostic['span']> {
  const lines = wanted.split('\n')
  const found = text.split('\n')
  const index = found.findIndex((line, at) => line !== lines[at])
  const line = index === -1 ? found.length : index + 1
  return { file, line, column: 1, length: Math.max(1, found[line - 1]?.length ?? 1) }
}

/** What is wrong with a file, beside what its workflow compiles to now. */
async function compare(one: Delivered, { script, plan }: Compiled): Promise<readonly Diagnostic[]> {
  const { file, bytes, text, digest } = one
  for (const format of formats) {
    if (Buffer.from(await bundle(format, script, plan)).equals(bytes)) return []
  }
  const edited = hasOtherRuntime(text) ? [editedRuntime({ file })] : []
  if (digest !== undefined && digest !== plan.settingsDigest) return [...edited, otherSettings({ file })]
  if (digest === undefined || one.bytes.toString() !== text) return [...edited, changedScript({ file })]
  return [...edited, changedScript({ file }, { span: firstDifference(one, script) })]
}

/** `flux module ssh` names its script module-ssh. */
function subjectOf(session: Session, name: string): Request['subject'] {
  const isWorkflow = knownWorkflows(session.prepared).some((workflow) => workflow.name === name)
  const module = name.replace(/^module-/, '')
  return !isWorkflow && module !== name ? { is: 'module', name: module } : { is: 'workflow', name }
}

/** Everything that is wrong with one file; none if it is, byte for byte, what is compiled now. */
async function verifyOne(session: Session, file: string): Promise<readonly Diagnostic[]> {
  const read = delivered(session.io, file)
  if ('code' in read) return [read]
  return compare(
    read,
    await compiledOrEnd(
      session,
      requestOf(session, subjectOf(session, read.workflow), { from: `flux verify ${file}` }),
    ),
  )
}

async function print(io: Io, files: readonly string[], options: CommonOptions): Promise<void> {
  const session = openSession(io, options)
  let failed = false
  for (const file of files) {
    const found = await verifyOne(session, file)
    const text = textIfThere(io, file)
    await report(io, found, text === undefined ? undefined : { file, text })
    if (found.length > 0) failed = true
    else io.out(`${file}: it is what flux.toml compiles to\n`)
  }
  if (failed) throw new Exit(exits.failed)
}

/** `flux verify SCRIPT...`: is it, byte for byte, what flux.toml compiles to, in any form of delivery? */
export function verify(io: Io): Command {
  return workflowCommand('verify')
    .argument('<script...>', 'files that flux workflow, flux module or flux build wrote')
    .action((files: string[], options: CommonOptions) => print(io, files, options))
}
