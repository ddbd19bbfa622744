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

/** Lines as a here-document that nothing is expanded in; the delimiter is one that no line equals. */
export function hereDocument(text: string): string {
  if (text.includes('\0')) throw new TypeError('a here-document cannot hold NUL')
  const lines = text === '' || text.endsWith('\n') ? text : `${text}\n`
  const taken = new Set(lines.split('\n'))
  let delimiter = 'FLUX'
  for (let n = 2; taken.has(delimiter); n++) delimiter = `FLUX_${n}`
  return `<<'${delimiter}'\n${lines}${delimiter}`
}

/**
 * Text for a `#` comment: one line of printable ASCII, so it cannot leave its comment, and yash in the locale C can read it.
 * A typographic apostrophe becomes a plain one, anything else a blank.
 */
export function commentText(text: string): string {
  return text.replaceAll('\u2019', "'").replace(/[^ -~]+/g, ' ')
}
