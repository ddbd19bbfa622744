import { type AST, parseTOML } from 'toml-eslint-parser'

/** Where an account of the user module stands in a text, and what keys it has. */
export interface Account {
  /** End of `username = "..."`, behind which `ssh_keys` may be written. */
  readonly behindName: number
  /** In `{ ... }`, entries are separated by commas. */
  readonly isInline: boolean
  /** `ssh_keys`, if it is there: its brackets, and each element with its text. */
  readonly list?: { readonly range: AST.Range; readonly elements: readonly Element[] }
}

interface Element {
  readonly range: AST.Range
  readonly value: string
}

/** A text with other keys, and which they are. */
export interface AccountKeys {
  readonly text: string
  readonly added: readonly string[]
  readonly removed: readonly string[]
}

type Key = string | number
type Body = readonly AST.TOMLKeyValue[]

const keyText = (key: AST.TOMLBare | AST.TOMLQuoted): string => (key.type === 'TOMLBare' ? key.name : key.value)

/** Every table of a text, written as `[a.b]`, `[[a.b]]` or `{ ... }`, with its path. */
function tablesOf(text: string): readonly { path: readonly Key[]; body: Body; isInline: boolean }[] {
  const tables: { path: readonly Key[]; body: Body; isInline: boolean }[] = []
  const visitValue = (path: readonly Key[], value: AST.TOMLContentNode): void => {
    if (value.type === 'TOMLArray') {
      value.elements.forEach((element, index) => {
        visitValue([...path, index], element)
      })
    } else if (value.type === 'TOMLInlineTable') visitBody(path, value.body, true)
  }
  const visitBody = (path: readonly Key[], body: Body, isInline: boolean): void => {
    tables.push({ path, body, isInline })
    for (const { key, value } of body) visitValue([...path, ...key.keys.map(keyText)], value)
  }
  for (const node of parseTOML(text, { tomlVersion: '1.0' }).body[0].body) {
    if (node.type === 'TOMLTable') visitBody(node.resolvedKey, node.body, false)
    else visitValue(node.key.keys.map(keyText), node.value)
  }
  return tables
}

const entryOf = (body: Body, name: string): AST.TOMLKeyValue | undefined =>
  body.find(({ key }) => key.keys.length === 1 && key.keys.map(keyText)[0] === name)

function stringOf(value: AST.TOMLContentNode | undefined): string | undefined {
  return value?.type === 'TOMLValue' && value.kind === 'string' ? value.value : undefined
}

/** The account of this name among `modules.user.admins` and `modules.user.users` of a valid TOML text; undefined if there is none. */
export function accountKeys(text: string, username: string): Account | undefined {
  for (const { path, body, isInline } of tablesOf(text)) {
    const [modules, user, list] = path
    if (modules !== 'modules' || user !== 'user' || (list !== 'admins' && list !== 'users')) continue
    const name = entryOf(body, 'username')
    if (name === undefined || stringOf(name.value) !== username) continue
    const keys = entryOf(body, 'ssh_keys')?.value
    const place = { behindName: name.range[1], isInline }
    if (keys?.type !== 'TOMLArray') return place
    const elements = keys.elements.map((element) => ({ range: element.range, value: stringOf(element) ?? '' }))
    return { ...place, list: { range: keys.range, elements } }
  }
  return undefined
}

const listOf = (keys: readonly string[]): string => `[\n${keys.map((key) => `  ${JSON.stringify(key)},\n`).join('')}]`

/** A range of a text that becomes another text. */
interface Edit {
  readonly start: number
  readonly end: number
  readonly by: string
}

const edited = (text: string, edits: readonly Edit[]): string =>
  edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((all, { start, end, by }) => all.slice(0, start) + by + all.slice(end), text)

/** From the beginning of an element to behind its comma and, where it stands alone, its line. */
function removal(text: string, [start, end]: AST.Range): Edit {
  const behind = /^[ \t]*,?[ \t]*/.exec(text.slice(end))?.[0].length ?? 0
  const lineStart = text.slice(0, start).search(/\n[ \t]*$/)
  const standsAlone = lineStart >= 0 && text[end + behind] === '\n'
  return { start: standsAlone ? lineStart : start, end: end + behind, by: '' }
}

/**
 * The text with `keys` among those of the account. Keys that have `comment` at their end and are no longer among `keys` go;
 * all others, comments and layout stay.
 */
export function withKeys(text: string, account: Account, keys: readonly string[], comment: string): AccountKeys {
  const elements = account.list?.elements ?? []
  const data = (key: string): string => key.split(/\s+/, 2).join(' ')
  const stale = elements.filter(({ value }) => value.endsWith(` ${comment}`) && !keys.includes(value))
  const kept = elements.filter((element) => !stale.includes(element))
  const added = keys.filter((key) => !kept.some(({ value }) => data(value) === data(key)))
  const said = { added, removed: stale.map(({ value }) => value) }
  const last = kept.at(-1)
  if (account.list === undefined) {
    const lineEnd = /\n|$/.exec(text.slice(account.behindName))?.index ?? 0
    const start = account.behindName + (account.isInline ? 0 : lineEnd)
    const by = `${account.isInline ? ', ' : '\n'}ssh_keys = ${listOf(added)}`
    return { ...said, text: edited(text, [{ start, end: start, by }]) }
  }
  if (last === undefined) {
    const [start, end] = account.list.range
    return { ...said, text: added.length === 0 ? text : edited(text, [{ start, end, by: listOf(added) }]) }
  }
  const by = added.map((key) => `,\n  ${JSON.stringify(key)}`).join('')
  const edits = [...stale.map(({ range }) => removal(text, range)), { start: last.range[1], end: last.range[1], by }]
  return { ...said, text: edited(text, edits) }
}
