// messages.md to typed constructors, the data of `flux explain`, and docs/errors.md. The format is described in messages.md.

const heading = /^## (FLX\d{3}) ([a-z][a-z0-9-]*) (error|warning|note)$/
const parameter = /%([a-z][A-Za-z]*)%/g

/** The parameters of a text, each once, in order. */
function parametersOf(text) {
  return [...new Set([...text.matchAll(parameter)].map((match) => match[1]))]
}

/** One entry from its lines; `where` names it in errors. */
function parseEntry(code, slug, severity, lines, where) {
  const entry = { code, slug, severity, message: '', hints: [], explanation: '' }
  const prose = []
  for (const line of lines) {
    if (line.startsWith('message: ')) {
      if (entry.message !== '') throw new Error(`${where}: two messages`)
      entry.message = line.slice(9)
    } else if (line.startsWith('hint: ')) entry.hints.push(line.slice(6))
    else if (line.startsWith('#')) throw new Error(`${where}: not a heading of an entry: ${line}`)
    else prose.push(line)
  }
  entry.explanation = prose.join('\n').trim()
  if (entry.message === '') throw new Error(`${where}: no "message: " line`)
  if (entry.explanation === '') throw new Error(`${where}: no explanation`)
  for (const text of [entry.message, ...entry.hints]) {
    if (text.replace(parameter, '').includes('%')) throw new Error(`${where}: a stray % in: ${text}`)
  }
  return entry
}

/** The entries of messages.md, in the order of their codes; a malformed or doubled one is an error. */
export function parseMessages(text) {
  const entries = []
  let open
  const close = () => {
    if (open !== undefined) entries.push(parseEntry(...open.heading, open.lines, `messages.md: ${open.heading[0]}`))
  }
  for (const line of text.split('\n')) {
    if (line.startsWith('## ')) {
      const match = heading.exec(line)
      if (match === null) throw new Error(`messages.md: a heading is "## FLXnnn slug error|warning|note", not: ${line}`)
      close()
      open = { heading: match.slice(1, 4), lines: [] }
    } else open?.lines.push(line)
  }
  close()
  for (const key of ['code', 'slug']) {
    const seen = new Set()
    for (const entry of entries) {
      if (seen.has(entry[key])) throw new Error(`messages.md: ${entry[key]} stands there twice`)
      seen.add(entry[key])
    }
  }
  return entries.sort((a, b) => (a.code < b.code ? -1 : 1))
}

/** `unknown-key` to `unknownKey`. */
function nameOf(slug) {
  return slug.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase())
}

/** A typed constructor. What only hints use is optional: the first hint whose parameters are all given is shown. */
function constructorOf(entry) {
  const needed = parametersOf(entry.message)
  const optional = parametersOf(entry.hints.join(' ')).filter((name) => !needed.includes(name))
  const fields = [
    ...needed.map((name) => `readonly ${name}: string | number`),
    ...optional.map((name) => `readonly ${name}?: string | number | undefined`),
  ]
  const first = fields.length === 0 ? '' : `values: { ${fields.join('; ')} }, `
  const values = fields.length === 0 ? '{}' : 'values'
  return [
    `/** ${entry.code}, ${entry.severity}: ${entry.message.replaceAll('*/', '* /')} */`,
    `export function ${nameOf(entry.slug)}(${first}place: Place = {}): Diagnostic {`,
    `  const hints: readonly string[] = ${JSON.stringify(entry.hints)}`,
    `  return fill(${JSON.stringify(entry.code)}, ${JSON.stringify(entry.severity)}, ${JSON.stringify(entry.message)}, hints, ${values}, place)`,
    '}',
  ].join('\n')
}

/** Text of src/embedded/messages.ts. */
export function messagesModule(entries) {
  const explanations = entries.map(({ code, slug, severity, message, hints, explanation }) => ({
    code,
    slug,
    severity,
    message,
    hints,
    explanation,
  }))
  return [
    '// Made by scripts/embed.mjs from src/diagnostics/messages.md.',
    "import type { Diagnostic, Place } from '../diagnostics/diagnostic.js'",
    "import { type Explanation, fill } from '../diagnostics/fill.js'",
    '',
    ...entries.map((entry) => `${constructorOf(entry)}\n`),
    '/** Every message, for `flux explain`. */',
    `export const explanations: readonly Explanation[] = ${JSON.stringify(explanations, null, 2)}`,
    '',
  ].join('\n')
}

/** Text of docs/errors.md. */
export function errorsPage(entries) {
  const shown = (text) => text.replace(parameter, '<$1>').replaceAll('<', '‹').replaceAll('>', '›')
  return [
    '# Errors, warnings and notes',
    '',
    'Made from `src/diagnostics/messages.md`; the same text is shown by `flux explain FLXnnn`. An error stops the',
    'compilation, and nothing is written; warnings and notes do not.',
    '',
    '| code | kind | message |',
    '| --- | --- | --- |',
    ...entries.map((entry) => {
      const message = shown(entry.message).replaceAll('|', '\\|')
      return `| [${entry.code}](#${entry.code.toLowerCase()}) | ${entry.severity} | ${message} |`
    }),
    ...entries.flatMap((entry) => [
      '',
      `## ${entry.code}`,
      '',
      `**${entry.severity}: ${shown(entry.message)}**`,
      '',
      entry.explanation,
      ...(entry.hints.length === 0 ? [] : ['', ...entry.hints.map((hint) => `- Hint: ${shown(hint)}`)]),
    ]),
    '',
  ].join('\n')
}
