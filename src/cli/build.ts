import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { knownWorkflows } from '../config/settings.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { editedByHand, stale } from '../embedded/messages.js'
import { indexRow } from '../emit/script.js'
import { type Artifact, artifactsOf, type Measured, measured, readSums, sha256 } from './artifacts.js'
import { textIfThere, writeText } from './files.js'
import type { Io } from './io.js'
import { type CommonOptions, configuredCommand } from './options.js'
import { type Compiled, compileRequest, endIfErrors, openSession, requestOf, type Session } from './session.js'
import { bytesOf, checkSize } from './size.js'
import { grouped, paint } from './terminal.js'

interface BuildOptions extends CommonOptions {
  readonly check?: true
  readonly force?: true
}

/** What stands in the directory now, against what is to stand there. */
interface Change {
  readonly file: string
  readonly text?: string
  readonly found?: string
  /** It is what the last build wrote, or what this one writes. */
  readonly ours: boolean
}

/** All workflows that `build` names, else all that there are; every error of all of them is reported. */
async function compileAll(session: Session): Promise<readonly Compiled[]> {
  const { build } = session.prepared.file
  const named = Array.isArray(build)
    ? build.map((name, index) => ({ name: String(name), place: { path: ['build', index] } }))
    : knownWorkflows(session.prepared).map(({ name }) => ({ name, place: { path: ['workflows', name] } }))
  const results = named.map(({ name, place }) =>
    compileRequest(session, requestOf(session, { is: 'workflow', name }, place)),
  )
  const found = results.flatMap(({ diagnostics }) => diagnostics)
  const compiled = results.flatMap((result) => result.compiled ?? [])
  await endIfErrors(session, [...session.prepared.diagnostics, ...found])
  return compiled
}

/** Compares the artifacts with the directory; a script of an earlier build that is made no more is a change too. */
function changesIn(io: Io, directory: string, artifacts: readonly Artifact[]): readonly Change[] {
  const sums = readSums(textIfThere(io, join(directory, 'SHA256SUMS')))
  const names = new Set(artifacts.map(({ name }) => name))
  const gone = [...sums.keys()].filter((name) => !names.has(name))
  return [...artifacts, ...gone.map((name) => ({ name, text: undefined }))].flatMap(({ name, text }): Change[] => {
    const file = join(directory, name)
    const found = textIfThere(io, file)
    if (found === text) return []
    const ours = found === undefined || name === 'SHA256SUMS' || sums.get(name) === sha256(found)
    return [{ file, ours, ...(text !== undefined && { text }), ...(found !== undefined && { found }) }]
  })
}

function staleness({ file, text, found }: Change): Diagnostic {
  const problem = found === undefined ? 'it is missing' : text === undefined ? 'it is made no more' : 'it differs'
  return stale({ file, problem })
}

function apply(io: Io, changes: readonly Change[]): readonly Diagnostic[] {
  return changes.flatMap(({ file, text }) => {
    if (text === undefined) rmSync(resolve(io.cwd, file), { force: true })
    return text === undefined ? [] : writeText(io, file, text, file.endsWith('.sh') ? 0o755 : 0o644)
  })
}

function summary(io: Io, directory: string, compiled: readonly Measured[], changes: readonly Change[]): string {
  const changed = new Set(changes.map(({ file }) => file))
  const parts = compiled.map(({ script, plan, gzipBytes }) => {
    const file = join(directory, `${plan.workflow}.sh`)
    const sizes = `${grouped(bytesOf(script))} bytes, ${grouped(gzipBytes)} as gzip`
    const index = plan.steps.map((step) => `  ${indexRow(step)}\n`).join('')
    return `${paint(io, 'bold', file)}: ${sizes}, ${changed.has(file) ? 'written' : 'unchanged'}\n${index}`
  })
  return parts.join('\n')
}

/** `flux build`: writes the scripts that are committed; `--check` says whether they are what they should be. */
export function build(io: Io): Command {
  return configuredCommand('build')
    .option('-o, --output <directory>', 'write there', 'generated')
    .option('--check', 'write nothing; fail if a file is not what it would be')
    .option('--force', 'overwrite files that were edited by hand')
    .action(async (options: BuildOptions) => {
      const session = openSession(io, options)
      const directory = options.output ?? 'generated'
      const compiled = await measured(await compileAll(session))
      const changes = changesIn(io, directory, artifactsOf(compiled))
      if (options.check) {
        await endIfErrors(session, changes.map(staleness))
        io.err(`${directory} is what flux.toml compiles to\n`)
        return
      }
      const edited = options.force ? [] : changes.filter(({ ours }) => !ours)
      await endIfErrors(
        session,
        edited.map(({ file }) => editedByHand({ file })),
      )
      await endIfErrors(session, apply(io, changes))
      await endIfErrors(
        session,
        compiled.flatMap(({ script, plan }) => checkSize(script, plan)),
      )
      io.out(summary(io, directory, compiled, changes))
    })
}
