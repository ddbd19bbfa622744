import { type AST, parseTOML } from 'toml-eslint-parser'
import type { Diagnostic, KeyPath, Span } from '../diagnostics/diagnostic.js'

/** Finds where in a file the value at a path stands, or the key that names it. */
export type Locator = (path: KeyPath, part?: 'key' | 'value') => Span

/** One node of the tree of keys: where its value, or its table's header, stands, and where its key does. */
interface Place {
  range?: AST.Range
  key?: AST.Range
  readonly children: Map<string | number, Place>
}

const newPlace = (): Place => ({ children: new Map() })

function childOf(place: Place, key: string | number): Place {
  const known = place.children.get(key)
  if (known !== undefined) return known
  const made = newPlace()
  place.children.set(key, made)
  return made
}

function keyText(key: AST.TOMLBare | AST.TOMLQuoted): string {
  return key.type === 'TOMLBare' ? key.name : key.value
}

/** Notes a value and all that it holds. */
function noteValue(place: Place, value: AST.TOMLContentNode): void {
  place.range = value.range
  switch (value.type) {
    case 'TOMLArray':
      value.elements.forEach((element, index) => {
        noteValue(childOf(place, index), element)
      })
      break
    case 'TOMLInlineTable':
      for (const entry of value.body) noteEntry(place, entry)
      break
    case 'TOMLValue':
      break
  }
}

/** Notes `a.b = value`; a dotted key is also where its tables begin. */
function noteEntry(table: Place, entry: AST.TOMLKeyValue): void {
  let place = table
  for (const key of entry.key.keys) {
    place = childOf(place, keyText(key))
    place.range ??= key.range
    place.key ??= key.range
  }
  noteValue(place, entry.value)
}

/** Notes `[a.b]` or `[[a.b]]`; tables that are only passed through are where the first header names them. */
function noteTable(root: Place, table: AST.TOMLTable): void {
  let place = root
  for (const key of table.resolvedKey) {
    place = childOf(place, key)
    place.range ??= table.key.range
  }
  place.range = table.key.range
  for (const entry of table.body) noteEntry(place, entry)
}

/**
 * A locator for a text that is valid TOML. A path that the text does not have is where its nearest table begins, or the
 * beginning of the file.
 */
export function locatorOf(text: string, file: string): Locator {
  const root = newPlace()
  for (const node of parseTOML(text, { tomlVersion: '1.0' }).body[0].body) {
    if (node.type === 'TOMLTable') noteTable(root, node)
    else noteEntry(root, node)
  }
  return (path, part = 'value') => {
    let place: Place | undefined = root
    let [start, end]: AST.Range = [0, 0]
    for (const key of path) {
      place = place.children.get(key)
      if (place === undefined) break
      const range: AST.Range | undefined = (part === 'key' ? place.key : undefined) ?? place.range
      if (range !== undefined) [start, end] = range
    }
    return spanOf(text, file, start, end)
  }
}

function spanOf(text: string, file: string, start: number, end: number): Span {
  const before = text.slice(0, start).split('\n')
  return { file, line: before.length, column: (before.at(-1) ?? '').length + 1, length: Math.max(1, end - start) }
}

/** Codes whose mistake is the key, not its value. */
const aboutKeys: ReadonlySet<string> = new Set(['FLX002'])

/** Diagnostics with the line and column of the path that each names. */
export function located(diagnostics: readonly Diagnostic[], locate: Locator): readonly Diagnostic[] {
  return diagnostics.map((diagnostic) => {
    const { path, span } = diagnostic
    if (path === undefined || span !== undefined) return diagnostic
    const related = diagnostic.related?.map((other) =>
      other.path === undefined ? other : { ...other, span: locate(other.path) },
    )
    const part = aboutKeys.has(diagnostic.code) ? 'key' : 'value'
    return { ...diagnostic, span: locate(path, part), ...(related !== undefined && { related }) }
  })
}
