import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { unreadableFile, unwritableFile } from '../embedded/messages.js'
import type { Io } from './io.js'

/** What went wrong with a file, in words. */
export function problemOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const words: Readonly<Record<string, string>> = {
    EACCES: 'you may not',
    EEXIST: 'a part of its path is no directory',
    EISDIR: 'it is a directory',
    ENOENT: 'there is no such file or directory',
    ENOSPC: 'the disk is full',
    ENOTDIR: 'a part of its path is no directory',
    EROFS: 'the file system is read-only',
  }
  return words[code] ?? (error instanceof Error ? error.message : String(error))
}

/** A file's text, or what prevents it. */
export function readText(io: Io, file: string): { readonly text: string } | { readonly diagnostic: Diagnostic } {
  try {
    return { text: readFileSync(resolve(io.cwd, file), 'utf8') }
  } catch (error) {
    return { diagnostic: unreadableFile({ file, problem: problemOf(error) }) }
  }
}

/** A file's text; undefined if there is no such file. */
export function textIfThere(io: Io, file: string): string | undefined {
  const read = readText(io, file)
  return 'text' in read ? read.text : undefined
}

/** Removes what an interrupted write has left; that it cannot be there is no second error. */
function discard(file: string): void {
  try {
    rmSync(file, { force: true })
  } catch {}
}

/** Writes beside and renames: what was there is whole until the new text is. Returns what went wrong. */
export function writeText(io: Io, file: string, text: string | Uint8Array, mode = 0o644): readonly Diagnostic[] {
  const path = resolve(io.cwd, file)
  const beside = join(dirname(path), `.flux-${process.pid}.tmp`)
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(beside, text, { mode })
    renameSync(beside, path)
    return []
  } catch (error) {
    discard(beside)
    return [unwritableFile({ file, problem: problemOf(error) })]
  }
}

/** The configuration to use: the one that is named, else the first that there is. */
export function configFile(io: Io, named: string | undefined): string | undefined {
  if (named !== undefined) return named
  const home = io.environment.XDG_CONFIG_HOME ?? (io.environment.HOME && join(io.environment.HOME, '.config'))
  const places = ['flux.toml', ...(home ? [join(home, 'flux', 'flux.toml')] : []), '/etc/flux/flux.toml']
  return places.find((place) => textIfThere(io, place) !== undefined)
}
