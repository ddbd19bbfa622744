import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readFragments } from '../../scripts/embed/fragments.mjs'
import { errorsPage, messagesModule, parseMessages } from '../../scripts/embed/messages.mjs'
import { lintTemplate } from '../../scripts/embed/templates.mjs'
import { fragments } from '../../src/embedded/fragments.js'
import { templates } from '../../src/embedded/templates.js'
import { kinds } from '../../src/ir/kinds/index.js'
import { temporaryDirectory } from '../cli/run.js'

const entry = (heading: string, ...lines: readonly string[]): string => [heading, ...lines, ''].join('\n')
const good = entry('## FLX001 bad-thing error', 'message: no %thing%', 'hint: try %other%', '', 'It is so.')

describe('messages.md', () => {
  it.each([
    ['a doubled code', good + good.replace('bad-thing', 'other'), 'FLX001 stands there twice'],
    ['a doubled slug', good + good.replace('001', '002'), 'bad-thing stands there twice'],
    ['a malformed heading', good.replace('error', 'fatal'), 'a heading is'],
    ['no message', good.replace('message: no %thing%', ''), 'no "message: " line'],
    ['two messages', good.replace('hint: ', 'message: '), 'two messages'],
    ['no explanation', good.replace('It is so.', ''), 'no explanation'],
    ['a stray percent sign', good.replace('no %thing%', '100 % of it'), 'a stray %'],
  ])('is refused for %s', (_, text, problem) => {
    expect(() => parseMessages(text)).toThrow(problem)
  })

  it('gives constructors whose parameters are those of message and hints', () => {
    const text = messagesModule(parseMessages(good))
    expect(text).toContain(
      'badThing(values: { readonly thing: string | number; readonly other?: string | number | undefined }',
    )
  })

  it('gives a constructor without parameters where there are none', () => {
    const text = messagesModule(parseMessages(entry('## FLX001 lost error', 'message: all is lost', '', 'Yes.')))
    expect(text).toContain('export function lost(place: Place = {}): Diagnostic')
  })

  it('gives a reference of which the committed one is a copy', () => {
    const root = join(import.meta.dirname, '../..')
    const messages = parseMessages(readFileSync(join(root, 'src/diagnostics/messages.md'), 'utf8'))
    expect(errorsPage(messages)).toBe(readFileSync(join(root, 'docs/errors.md'), 'utf8'))
  })
})

describe('templates', () => {
  it.each([
    ['a bare value', '{{x}}', 'prints without a helper'],
    ['a bare helper', '{{q}}', 'prints without a helper'],
    ['a triple-stash', '{{{q x}}}', 'a triple-stash'],
    ['an unescaped value', '{{& q x}}', 'a triple-stash'],
    ['a helper that is not known', '{{raw x}}', 'no helper raw'],
    ['a block that is not known', '{{#with x}}{{q y}}{{/with}}', 'no block with'],
    ['a bare value in a block', '{{#each xs}}\n{{this}}\n{{/each}}', 't.hbs:2:1'],
    ['a subexpression', '{{q (shell x)}}', 'no subexpressions'],
    ['a partial', '{{> step}}', 'no partials'],
    ['a backslash', 'a\n\\{{q x}}', 't.hbs:2: a backslash'],
  ])('may not have %s', (_, source, problem) => {
    expect(() => lintTemplate('t.hbs', source)).toThrow(problem)
  })

  it('may have helpers in blocks', () => {
    const source = '{{#if x}}{{q x}}{{else}}{{#each y}}{{int this}}{{/each}}{{/if}} $((x))'
    expect(() => lintTemplate('t.hbs', source)).not.toThrow()
  })

  it('exist for every kind, and for no other', () => {
    const names = Object.keys(templates).filter((name) => name.startsWith('kinds/'))
    expect(names.map((name) => name.slice(6)).sort()).toEqual(Object.keys(kinds).sort())
  })
})

describe('fragments', () => {
  function given(files: Readonly<Record<string, string>>) {
    const directory = join(temporaryDirectory(), 'runtime')
    mkdirSync(directory)
    for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text)
    return readFragments(directory)
  }

  it('are printed without their authors’ notes, and say what they define and use', () => {
    const found = given({
      'b.sh': '## for authors\n# flux_b: not flux_c\nflux_b() {\n\tflux_a && flux_b "flux_undo_$x"\n}\n',
      'a.sh': 'flux_a() {\n\t:\n}\n',
      'c.sh': 'flux_c() {\n\t:\n}\n',
    })
    expect(found.map(({ name }: { name: string }) => name)).toEqual(['a', 'b', 'c'])
    expect(found[1]).toMatchObject({ defines: ['flux_b'], uses: ['flux_a'] })
    expect(found[1].text).not.toContain('authors')
  })

  it('use what undoes the records that they journal', () => {
    const found = given({
      'a.sh': 'flux_a() {\n\tflux_keep file "$1"\n}\n',
      'file.sh': 'flux_undo_file() {\n\t:\n}\n',
    })
    expect(found[0]).toMatchObject({ uses: ['flux_undo_file'] })
  })

  it('may not define a function twice', () => {
    const text = 'flux_a() {\n\t:\n}\n'
    expect(() => given({ 'a.sh': text, 'b.sh': text })).toThrow('flux_a is defined in a.sh and in b.sh')
  })

  it('use only what some fragment defines', () => {
    const defined = new Set(fragments.flatMap(({ defines }) => defines))
    expect(fragments.flatMap(({ uses }) => uses.filter((name) => !defined.has(name)))).toEqual([])
  })
})
