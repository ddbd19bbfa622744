import type { Code, Diagnostic, Place, Severity } from './diagnostic.js'

/** An entry of messages.md, as `flux explain FLXnnn` shows it. */
export interface Explanation {
  readonly code: Code
  readonly slug: string
  readonly severity: Severity
  /** With `%name%` where a diagnostic has a value. */
  readonly message: string
  readonly hints: readonly string[]
  readonly explanation: string
}

/** What fills the `%name%` of a message. */
export type Values = Readonly<Record<string, string | number | undefined>>

const parameter = /%([a-z][A-Za-z]*)%/g

/** The text with its parameters filled in, or undefined if one has no value. */
function filled(text: string, values: Values): string | undefined {
  const complete = [...text.matchAll(parameter)].every((match) => values[match[1] ?? ''] !== undefined)
  return complete ? text.replace(parameter, (_, name: string) => String(values[name])) : undefined
}

/** Makes a diagnostic from an entry of messages.md; the first hint whose parameters are all given is the one. */
export function fill(
  code: Code,
  severity: Severity,
  message: string,
  hints: readonly string[],
  values: Values,
  place: Place,
): Diagnostic {
  const hint = hints.map((text) => filled(text, values)).find((text) => text !== undefined)
  return {
    code,
    severity,
    message: filled(message, values) ?? message,
    ...(hint !== undefined && { hint }),
    ...place,
  }
}
