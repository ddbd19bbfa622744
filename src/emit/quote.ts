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

/**
 * Whether dash 0.5.12 reads a line as it is under a delimiter: it loses the byte that ends a partial match if that byte is not
 * ASCII, so `Für` becomes `F\xbcr` under the delimiter FLUX.
 */
function survives(line: string, delimiter: string): boolean {
  let match = 0
  while (match < delimiter.length && line[match] === delimiter[match]) match++
  return match === 0 || (line.codePointAt(match) ?? 0) < 0x80
}

/** Lines as a here-document that nothing is expanded in, under a delimiter that no line equals and none is confused with. */
export function hereDocument(text: string): string {
  if (text.includes('\0')) throw new TypeError('a here-document cannot hold NUL')
  const body = text === '' || text.endsWith('\n') ? text : `${text}\n`
  const lines = body.split('\n')
  const first = ['FLUX', ...Array.from('ABCDEGHIJKLMNOPQRSTUVWXYZ', (letter) => `${letter}FLUX`)].find((delimiter) =>
    lines.every((line) => survives(line, delimiter)),
  )
  if (first === undefined)
    throw new TypeError('a here-document cannot begin its lines with every letter and then go on beyond ASCII')
  const taken = new Set(lines)
  let delimiter = first
  for (let n = 2; taken.has(delimiter); n++) delimiter = `${first}_${n}`
  return `<<'${delimiter}'\n${body}${delimiter}`
}

/**
 * Text for a `#` comment: one line of printable ASCII, so it cannot leave its comment, and yash in the locale C can read it.
 * A typographic apostrophe becomes a plain one, anything else a blank.
 */
export function commentText(text: string): string {
  return text.replaceAll('\u2019', "'").replace(/[^ -~]+/g, ' ')
}
