import type { z } from 'zod'
import type { Diagnostic, KeyPath } from '../diagnostics/diagnostic.js'
import { invalidValue, unknownKey, unknownModule, wrongType } from '../embedded/messages.js'
import { listed, nearest } from './nearest.js'
import { aboutOf, schemaAt, shapeOf } from './options.js'
import { optionText, pathText, valueAt } from './path.js'
import { isSecret } from './secret.js'
import { isTable } from './toml.js'
import { described, expected, shown } from './words.js'

type Issue = z.core.$ZodIssue
type Schema = z.core.$ZodType

/** What was validated against what; `base` is where it stands in the settings. */
export interface Validated {
  readonly schema: Schema
  readonly value: unknown
  readonly base: KeyPath
}

const asKeys = (path: readonly PropertyKey[]): KeyPath =>
  path.map((key) => (typeof key === 'number' ? key : String(key)))

/** A table in a record is mostly a key with dots that lacks its quotes. */
function mendOf({ schema }: Validated, path: KeyPath, found: unknown): string | undefined {
  const above = schemaAt(schema, path.slice(0, -1))
  const shape = above === undefined ? undefined : shapeOf(above)
  if (shape?.is !== 'record' || shape.of.is === 'table' || !isTable(found)) return undefined
  const keys = [String(path.at(-1))]
  let inner: unknown = found
  while (isTable(inner)) {
    const [first] = Object.entries(inner)
    if (first === undefined) return undefined
    keys.push(first[0])
    inner = first[1]
  }
  return `a key with dots needs quotes: ${JSON.stringify(keys.join('.'))} = ${shown(inner)}`
}

/** Sections whose keys are names of modules. */
function holdsModules(path: KeyPath): boolean {
  return (path.length === 1 && path[0] === 'modules') || (path.length === 2 && path[0] === 'environments')
}

function unknownKeys(checked: Validated, path: KeyPath, keys: readonly string[]): readonly Diagnostic[] {
  const schema = schemaAt(checked.schema, path)
  const shape = schema === undefined ? undefined : shapeOf(schema)
  const known = shape?.is === 'table' ? Object.keys(shape.of) : []
  const at = [...checked.base, ...path]
  const section = at.length === 0 ? 'the top level of the file' : `[${pathText(at)}]`
  return keys.map((key) => {
    const suggestion = nearest(key, known)
    const place = { path: [...at, key] }
    if (holdsModules(at)) return unknownModule({ name: key, suggestion, known: listed(known) }, place)
    return unknownKey({ key, section, suggestion, known: listed(known) }, place)
  })
}

/** zod's words where an option's author gave none; ours are about the value, not about the input. */
function problemOf(issue: Issue): string {
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'string') return `at least ${issue.minimum} characters are needed`
      if (issue.origin === 'array') return `at least ${issue.minimum} entries are needed`
      return `the least is ${issue.minimum}`
    case 'too_big':
      if (issue.origin === 'string') return `at most ${issue.maximum} characters`
      if (issue.origin === 'array') return `at most ${issue.maximum} entries`
      return `the most is ${issue.maximum}`
    case 'invalid_value':
      return `it is one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`
    case 'invalid_format':
      return issue.message.startsWith('Invalid ')
        ? `not a valid ${formatNames[issue.format] ?? issue.format}`
        : issue.message
    default:
      return issue.message
  }
}

const formatNames: Readonly<Record<string, string>> = {
  ipv4: 'IPv4 address',
  ipv6: 'IPv6 address',
  cidrv4: 'IPv4 network',
  cidrv6: 'IPv6 network',
  email: 'e-mail address',
  url: 'URL',
}

/** The branch of a union that the value came nearest to: one whose type it has. */
function nearestBranch(issue: z.core.$ZodIssueInvalidUnion): readonly Issue[] {
  const typed = issue.errors.filter((branch) => branch.every((inner) => inner.code !== 'invalid_type'))
  return typed[0] ?? []
}

function invalid(checked: Validated, path: KeyPath, problem: string): Diagnostic {
  const at = [...checked.base, ...path]
  const found = valueAt(checked.value, path)
  const value = typeof found === 'string' && isSecret(at, found) ? '***' : shown(found)
  const schema = schemaAt(checked.schema, path)
  const about = schema === undefined ? '' : aboutOf(schema)
  return invalidValue({ key: `\`${optionText(at)}\``, value, problem, ...(about !== '' && { about }) }, { path: at })
}

/** What is said about the issues that zod found; of several about one value, the first. */
export function diagnosticsOf(checked: Validated, issues: readonly Issue[]): readonly Diagnostic[] {
  const seen = new Set<string>()
  return issues
    .flatMap((issue) => diagnosticsOfOne(checked, issue))
    .filter((diagnostic) => {
      const place = JSON.stringify(diagnostic.path)
      return !seen.has(place) && seen.add(place)
    })
}

function diagnosticsOfOne(checked: Validated, issue: Issue): readonly Diagnostic[] {
  const path = asKeys(issue.path)
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownKeys(checked, path, issue.keys)
    case 'invalid_key':
      return [invalidKey(checked, path, issue.issues[0])]
    case 'invalid_union': {
      const branch = nearestBranch(issue)
      const [first] = branch
      if (first === undefined) return [wrong(checked, path)]
      const others = issue.errors.flatMap((inner) => inner.filter((one) => one.code === 'invalid_format'))
      const problems = [...new Set((others.length > 1 ? others : [first]).map(problemOf))]
      return [invalid(checked, path, joined(problems))]
    }
    case 'invalid_type':
      return [wrong(checked, path)]
    default:
      return [invalid(checked, path, problemOf(issue))]
  }
}

/** `not a valid IPv4 address, IPv6 address or IPv4 network`. */
function joined(problems: readonly string[]): string {
  const lead = 'not a valid '
  if (!problems.every((problem) => problem.startsWith(lead))) return problems.join(', or ')
  const names = problems.map((problem) => problem.slice(lead.length))
  return lead + (names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`)
}

function invalidKey(checked: Validated, path: KeyPath, issue: Issue | undefined): Diagnostic {
  const found = valueAt(checked.value, path)
  const mend = mendOf(checked, path, found)
  const at = [...checked.base, ...path]
  if (mend !== undefined) {
    return wrongType({ key: optionText(at), expected: 'a value', found: described(found), mend }, { path: at })
  }
  const problem = issue === undefined ? 'it is no name' : problemOf(issue)
  const value = JSON.stringify(path.at(-1))
  return invalidValue({ key: `a name in ${optionText(at.slice(0, -1))}`, value, problem }, { path: at })
}

function wrong(checked: Validated, path: KeyPath): Diagnostic {
  const at = [...checked.base, ...path]
  const schema = schemaAt(checked.schema, path)
  const found = valueAt(checked.value, path)
  const words = typeof found === 'string' && isSecret(at, found) ? 'text' : described(found)
  return wrongType(
    {
      key: optionText(at),
      expected: schema === undefined ? 'something else' : expected(shapeOf(schema)),
      found: words,
      mend: mendOf(checked, path, found),
    },
    { path: at },
  )
}
