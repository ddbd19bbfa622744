import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { Io } from './io.js'
import { paint } from './terminal.js'

/** A text that diagnostics can point into. */
export interface Source {
  readonly file: string
  readonly text: string
}

const colours = { error: 'red', warning: 'yellow', note: 'cyan' } as const

/** Prints diagnostics to stderr, with the lines that they are about. The parts that need positions are loaded only here. */
export async function report(io: Io, diagnostics: readonly Diagnostic[], source?: Source): Promise<void> {
  if (diagnostics.length === 0) return
  const { masked, rendered } = await import('../diagnostics/frame.js')
  const placed = await positioned(diagnostics, source)
  const secrets = placed.flatMap((one) => (one.code === 'FLX201' && one.span !== undefined ? [one.span] : []))
  const text = source === undefined ? undefined : masked(source.text, secrets)
  const seen = new Set<string>()
  for (const diagnostic of placed) {
    const block = rendered(diagnostic, (file) => (file === source?.file ? text : undefined))
    if (seen.has(block)) continue
    seen.add(block)
    const head = `${diagnostic.severity} ${diagnostic.code}`
    io.err(`${paint(io, colours[diagnostic.severity], head)}${block.slice(head.length)}\n`)
  }
}

/** In the order of the file, then those that are not about the file. */
function byPosition({ span: a }: Diagnostic, { span: b }: Diagnostic): number {
  if (a === undefined || b === undefined) return (a === undefined ? 1 : 0) - (b === undefined ? 1 : 0)
  return a.line - b.line || a.column - b.column
}

async function positioned(diagnostics: readonly Diagnostic[], source?: Source): Promise<readonly Diagnostic[]> {
  if (source === undefined || diagnostics.every((one) => one.path === undefined || one.span !== undefined)) {
    return diagnostics
  }
  const { located, locatorOf } = await import('../config/locate.js')
  return located(diagnostics, locatorOf(source.text, source.file)).toSorted(byPosition)
}
