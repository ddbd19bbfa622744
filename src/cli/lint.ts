import { Command } from 'commander'
import { type Diagnostic, hasErrors } from '../diagnostics/diagnostic.js'
import { parserAbsent, shellSyntax } from '../embedded/messages.js'
import { readText } from './files.js'
import { Exit, exits, type Io } from './io.js'
import { report } from './report.js'
import { shellcheck } from './shellcheck.js'

/** Where and why sh-syntax stopped. */
interface ParseFailure {
  readonly Text: string
  readonly Pos: { readonly Line: number; readonly Col: number }
}

function isParseFailure(error: unknown): error is ParseFailure {
  return typeof error === 'object' && error !== null && 'Pos' in error && 'Text' in error
}

/** Parses as POSIX sh. The parser is WebAssembly: it is loaded only here. */
async function syntax(file: string, text: string): Promise<readonly Diagnostic[]> {
  let parser: typeof import('sh-syntax')
  try {
    parser = await import('sh-syntax')
  } catch {
    return [parserAbsent({ problem: 'sh-syntax is not installed' })]
  }
  try {
    await parser.parse(text, { variant: parser.LangVariant.LangPOSIX })
    return []
  } catch (error) {
    if (!isParseFailure(error)) throw error
    const span = { file, line: error.Pos.Line, column: error.Pos.Col, length: 1 }
    return [shellSyntax({ problem: error.Text }, { span })]
  }
}

async function print(io: Io, files: readonly string[]): Promise<void> {
  let failed = false
  for (const file of files) {
    const read = file === '-' ? { text: io.input() } : readText(io, file)
    if ('diagnostic' in read) {
      await report(io, [read.diagnostic])
      failed = true
      continue
    }
    const parsed = await syntax(file, read.text)
    const found = [...parsed, ...(hasErrors(parsed) ? [] : shellcheck(io, file, read.text))]
    await report(io, found, { file, text: read.text })
    if (found.every(({ severity }) => severity === 'note')) io.err(`${file}: nothing to object to\n`)
    else failed = true
  }
  if (failed) throw new Exit(exits.failed)
}

/** `flux lint SCRIPT...`: is it POSIX sh, and has shellcheck nothing to object to? */
export function lint(io: Io): Command {
  return new Command('lint').argument('<script...>', 'files; - is stdin').action((files: string[]) => print(io, files))
}
