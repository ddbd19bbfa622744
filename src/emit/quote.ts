/** What the shell reads as itself, unquoted. */
const plain = /^[A-Za-z0-9_@%+=:,./-]+$/

/**
 * A value as one shell word: bare if it is plain, else between single quotes, with each single quote as `'\''`. Works for all
 * bytes but NUL, which no shell word can hold.
 */
export function quote(text: string): string {
  if (text.includes('\0')) throw new TypeError('a shell word cannot hold NUL')
  if (plain.test(text)) return text
  return `'${text.replaceAll("'", "'\\''")}'`
}

/** What a delimiter begins with: FLUX, or FLUX behind another letter than the F. */
const stems = ['FLUX', ...Array.from('ABCDEGHIJKLMNOPQRSTUVWXYZ', (letter) => `${letter}FLUX`)]

/** A line that begins with ASCII and goes on beyond it, and what it begins with. */
const goesOnBeyondAscii = /^(\p{ASCII}+)\P{ASCII}/u

/** Every delimiter worth a try for so many lines: FLUX, FLUX_2, FLUX_3, …, then the same of the next stem. */
function* delimiters(lines: number): Generator<string> {
  for (const stem of stems) {
    yield stem
    for (let n = 2; n <= lines + 1; n++) yield `${stem}_${n}`
  }
}

/** The first delimiter that none of the lines equals and dash confuses with none of them. */
function delimiterFor(lines: readonly string[]): string {
  const taken = new Set(lines)
  // dash 0.5.12 compares a line with the delimiter byte by byte, and loses the byte that differs, or goes on, if it is not ASCII: under
  // FLUX it reads `Für` as `F\xbcr`, under FLUX_2 `FLUX_2ü` as `FLUX_2\xbc`. So no delimiter may begin as such a line does.
  const lost = new Set(lines.map((line) => goesOnBeyondAscii.exec(line)?.[1]))
  for (const delimiter of delimiters(lines.length)) {
    const beginnings = Array.from(delimiter, (_, index) => delimiter.slice(0, index + 1))
    if (!taken.has(delimiter) && !beginnings.some((beginning) => lost.has(beginning))) return delimiter
  }
  throw new TypeError('a here-document cannot begin its lines with every letter and then go on beyond ASCII')
}

/** Lines as a here-document that nothing is expanded in, under a delimiter that no line equals and none is confused with. */
export function hereDocument(text: string): string {
  if (text.includes('\0')) throw new TypeError('a here-document cannot hold NUL')
  const body = text === '' || text.endsWith('\n') ? text : `${text}\n`
  const delimiter = delimiterFor(body.split('\n'))
  return `<<'${delimiter}'\n${body}${delimiter}`
}

/**
 * Text for a `#` comment: one line of printable ASCII, so it cannot leave its comment, and yash in the locale C can read it.
 * A typographic apostrophe becomes a plain one, anything else a blank.
 */
export function commentText(text: string): string {
  return text.replaceAll('\u2019', "'").replace(/[^ -~]+/g, ' ')
}
