import { codeFrameColumns } from '@babel/code-frame'
import type { Diagnostic, Span } from './diagnostic.js'
import { printable } from './printable.js'

/** Where a span ends, 1-based; a span over several lines is shown on its first. */
function endOf(text: string, span: Span): { readonly line: number; readonly column: number } {
  const line = text.split('\n')[span.line - 1] ?? ''
  return { line: span.line, column: Math.min(span.column + span.length, line.length + 1) }
}

/** The line of a span with a caret below. */
export function codeFrame(text: string, span: Span): string {
  const location = { start: { line: span.line, column: span.column }, end: endOf(text, span) }
  const options = { linesAbove: 0, linesBelow: 0, highlightCode: false, forceColor: false }
  return printable(codeFrameColumns(text.replaceAll('\r\n', '\n'), location, options))
}

/** The text with these spans as asterisks, so that no secret gets into a log. */
export function masked(text: string, spans: readonly Span[]): string {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  let result = text
  for (const span of spans) {
    const begin = (starts[span.line - 1] ?? 0) + span.column - 1
    const hidden = result.slice(begin, begin + span.length).replace(/[^\r\n]/g, '*')
    result = result.slice(0, begin) + hidden + result.slice(begin + span.length)
  }
  return result
}

const indent = (text: string): string => text.replace(/^/gm, '   ')

function placeLines(diagnostic: Diagnostic, textOf: (file: string) => string | undefined): readonly string[] {
  const { span, from } = diagnostic
  if (from !== undefined) return [`  ${printable(from)}`]
  if (span === undefined) return []
  const text = textOf(span.file)
  const where = `  ${printable(span.file)}:${span.line}:${span.column}`
  return text === undefined ? [where] : [where, indent(codeFrame(text, span))]
}

/** A diagnostic as text: what it says, where, the line, what else matters, and what to do. Without colour. */
export function rendered(diagnostic: Diagnostic, textOf: (file: string) => string | undefined): string {
  const related = (diagnostic.related ?? []).map(({ message, span }) => {
    const where = span === undefined ? '' : ` (${span.file}:${span.line}:${span.column})`
    return `  ${printable(message)}${where}`
  })
  return [
    `${diagnostic.severity} ${diagnostic.code}: ${printable(diagnostic.message)}`,
    ...placeLines(diagnostic, textOf),
    ...related,
    ...(diagnostic.hint === undefined ? [] : [`  hint: ${printable(diagnostic.hint)}`]),
  ].join('\n')
}
