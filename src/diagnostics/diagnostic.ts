/** A path of keys into the settings, such as `['modules', 'ssh', 'port']`: where in flux.toml something comes from. */
export type KeyPath = readonly (string | number)[]

/** A stretch of a file: 1-based line and column, length in characters. */
export interface Span {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly length: number
}

/** How bad a diagnostic is: an `error` stops the compilation, a `warning` and a `note` do not. */
export type Severity = 'error' | 'warning' | 'note'

/** The code of a message in messages.md. */
export type Code = `FLX${number}`

/** A second place that matters, with what it has to do with the first. */
export interface Related {
  readonly message: string
  readonly path?: KeyPath
  readonly span?: Span
}

/**
 * What the compiler has to say about its input: a value, never an exception. `path` is where in the settings;
 * the edge that read the file turns it into a `span`, for only it knows lines and columns.
 */
export interface Diagnostic {
  readonly code: Code
  readonly severity: Severity
  readonly message: string
  readonly hint?: string
  readonly path?: KeyPath
  readonly span?: Span
  /** The flag or environment variable that the value came from, such as `--port`: it has no line and column. */
  readonly from?: string
  readonly related?: readonly Related[]
}

/** Where a diagnostic points; what the constructors of messages.md take beside their parameters. */
export type Place = Pick<Diagnostic, 'path' | 'span' | 'from' | 'related'>

/** Whether any of `diagnostics` stops the compilation. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error')
}
