import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Table } from '../config/toml.js'
import { isTable } from '../config/toml.js'
import type { Diagnostic, KeyPath } from '../diagnostics/diagnostic.js'
import { unreadableFile } from '../embedded/messages.js'
import { toPem } from '../modules/certs/der.js'
import { problemOf } from './files.js'
import type { Io } from './io.js'

/** A file of a certificate as PEM: DER is recognised by its first byte, which no text begins with. */
function pemOf(bytes: Buffer): string {
  return bytes[0] === 0x30 ? toPem(bytes) : bytes.toString('latin1')
}

/** Replaces `path` of each `certs.ca` by what the file holds: the core reads no files. A path starts where `configFile` lies. */
export function withCertificates(
  io: Io,
  values: Table,
  configFile: string,
): { readonly values: Table; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = []
  const inlined = (entry: unknown, path: KeyPath): unknown => {
    if (!isTable(entry) || typeof entry.path !== 'string' || entry.pem !== undefined) return entry
    const { path: file, ...rest } = entry
    try {
      return { ...rest, pem: pemOf(readFileSync(resolve(io.cwd, dirname(configFile), file))) }
    } catch (error) {
      diagnostics.push(unreadableFile({ file, problem: problemOf(error) }, { path }))
      return entry
    }
  }
  const visit = (value: unknown, path: KeyPath): unknown => {
    if (!isTable(value)) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => {
        const at = [...path, key]
        if (path.at(-1) !== 'certs' || key !== 'ca' || !Array.isArray(inner)) return [key, visit(inner, at)]
        return [key, inner.map((entry, index) => inlined(entry, [...at, index, 'path']))]
      }),
    )
  }
  return { values: visit(values, []) as Table, diagnostics }
}
