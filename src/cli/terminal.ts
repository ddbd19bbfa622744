import type { Io } from './io.js'

const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const

/** Text in a colour, if there are any. */
export function paint(io: Io, colour: keyof typeof codes, text: string): string {
  return io.colour ? `\u001b[${codes[colour]}m${text}\u001b[0m` : text
}

/** Paragraphs broken at blanks so that no line is longer than the terminal is wide. */
export function wrapped(text: string, width: number): string {
  const lines = text
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.split(/\s+/).reduce((done, word) => appended(done, word, width), ''))
  return lines.join('\n\n')
}

function appended(done: string, word: string, width: number): string {
  if (done === '') return word
  const last = done.slice(done.lastIndexOf('\n') + 1)
  return last.length + 1 + word.length > width ? `${done}\n${word}` : `${done} ${word}`
}

/** Rows with their columns aligned; the last one is not padded. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = []
  for (const row of rows) {
    row.forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, cell.length)
    })
  }
  const line = (row: readonly string[]): string =>
    row.map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0))).join('  ')
  return rows.map((row) => `${line(row).trimEnd()}\n`).join('')
}

/** A number with its thousands apart: `16,384`. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}
