/**
 * Typed words: the only things a template prints. A word's plain printing throws, so a value can reach the script
 * through the quoting helpers of emit/words.ts only; no template can forget to quote.
 */

/** A value whose plain printing is a programming error. */
abstract class Guarded {
  /** Throws always: a template that prints a word without a helper must fail, not leak. */
  toString(): string {
    throw new TypeError('a word was printed without a quoting helper')
  }
}

/** One argument of a shell command, with any bytes but NUL. */
export class Word extends Guarded {
  readonly kind = 'word'
  constructor(readonly text: string) {
    super()
  }
}

/** A path pattern that the shell expands: letters, digits, `/._-` and `*` only. */
export class Glob extends Guarded {
  readonly kind = 'glob'
  constructor(readonly pattern: string) {
    super()
    if (!/^\/[A-Za-z0-9/._*-]+$/.test(pattern)) throw new TypeError(`not a plain path pattern: ${pattern}`)
  }
}

/** Lines that a command reads from its standard input, printed as a quoted here-document. */
export class Body extends Guarded {
  readonly kind = 'body'
  constructor(readonly text: string) {
    super()
  }
}

/** Text of a `#` comment: printed on one line, printable characters only. */
export class Remark extends Guarded {
  readonly kind = 'remark'
  constructor(readonly text: string) {
    super()
  }
}

/** Shell text that this compiler has already printed. Made by emit/ only. */
export class Shell extends Guarded {
  readonly kind = 'shell'
  constructor(readonly text: string) {
    super()
  }
}
