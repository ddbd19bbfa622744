import fc from 'fast-check'
import { parse, stringify } from 'smol-toml'
import { describe, expect, it } from 'vitest'
import { locatorOf } from '../../src/config/locate.js'
import type { KeyPath, Span } from '../../src/diagnostics/diagnostic.js'
import { runs } from '../runs.js'

function textAt(text: string, { line, column, length }: Span): string {
  const start =
    text
      .split('\n')
      .slice(0, line - 1)
      .join('\n').length +
    (line > 1 ? 1 : 0) +
    column -
    1
  return text.slice(start, start + length)
}

/** The paths of all values that are no tables. */
function leaves(value: unknown, path: KeyPath = []): readonly KeyPath[] {
  if (Array.isArray(value)) {
    return [
      ...(path.length > 0 && !value.some(isTable) ? [path] : []),
      ...value.flatMap((v, i) => leaves(v, [...path, i])),
    ]
  }
  if (isTable(value)) return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]))
  return [path]
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function at(value: unknown, path: KeyPath): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown>)[key], value)
}

const key = fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' }).filter((text) => text !== '__proto__')
const leaf = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.integer(),
  fc.boolean(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
)
const { table } = fc.letrec<{ table: Record<string, unknown>; value: unknown }>((tie) => ({
  table: fc.dictionary(key, tie('value'), { maxKeys: 4 }),
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(leaf, { maxLength: 3 }),
    tie('table'),
    fc.array(tie('table'), { minLength: 1, maxLength: 3 }),
  ),
}))

describe('locatorOf', () => {
  it('finds, in any document, text that is the value at the path', () => {
    fc.assert(
      fc.property(table, (document) => {
        const text = stringify(document)
        const values = parse(text)
        const locate = locatorOf(text, 'flux.toml')
        for (const path of leaves(values)) {
          expect(parse(`value = ${textAt(text, locate(path))}`).value).toEqual(at(values, path))
        }
      }),
      runs(300),
    )
  })

  const text = [
    'target = "any"',
    'workflows.web.modules = ["ssh", "firewall"]',
    '[modules.ssh]',
    'port = 22',
    'fail2ban = { enabled = true, "max retry" = 3 }',
    'fail.over.time = 5',
    '[[modules.firewall.rules]]',
    'port = 80',
    '[[modules.firewall.rules]]',
    'port = [',
    '  1, # one',
    "  '''two''',",
    ']',
    '[modules."a.b".c]',
  ].join('\n')

  it.each([
    ['a value', ['target'], '"any"', 1],
    ['an element by a dotted key', ['workflows', 'web', 'modules', 1], '"firewall"', 2],
    ['the first part of a dotted key', ['workflows'], 'workflows', 2],
    ['a value in a table', ['modules', 'ssh', 'port'], '22', 4],
    ['a value in an inline table', ['modules', 'ssh', 'fail2ban', 'max retry'], '3', 5],
    ['a dotted key in a table', ['modules', 'ssh', 'fail', 'over', 'time'], '5', 6],
    ['a value in an array of tables', ['modules', 'firewall', 'rules', 0, 'port'], '80', 8],
    ['an element over several lines', ['modules', 'firewall', 'rules', 1, 'port', 1], "'''two'''", 12],
    ['the header, for a table', ['modules', 'firewall', 'rules', 1], 'modules.firewall.rules', 9],
    ['the header, for a missing key', ['modules', 'ssh', 'prot'], 'modules.ssh', 3],
    ['the nearest header, for a missing table', ['modules', 'a.b', 'x', 'y'], 'modules."a.b".c', 14],
    ['the beginning, for nothing at all', ['environments', 'x'], 't', 1],
  ] as const)('finds %s', (_, path, wanted, line) => {
    const span = locatorOf(text, 'flux.toml')(path)
    expect([textAt(text, span), span.line]).toEqual([wanted, line])
  })

  it('finds the key, where the key is what is wrong', () => {
    const span = locatorOf(text, 'flux.toml')(['modules', 'ssh', 'fail2ban', 'max retry'], 'key')
    expect(textAt(text, span)).toBe('"max retry"')
  })
})
