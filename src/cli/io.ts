/** All that a command sees of the world beside the file system; tests give their own. */
export interface Io {
  readonly cwd: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Scripts and answers. */
  out(content: string | Uint8Array): void
  /** Everything that is talk. */
  err(text: string): void
  /** Text of standard input. */
  input(): string
  readonly colour: boolean
  readonly width: number
}

/** Exit codes of the compiler. */
export const exits = { done: 0, failed: 1, usage: 64 } as const

/** A command's end that is no success: thrown, so that nothing after it runs. What is wrong has been said. */
export class Exit extends Error {
  constructor(readonly code: number) {
    super(`exit ${code}`)
  }
}
