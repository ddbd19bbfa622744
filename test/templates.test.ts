import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Handlebars from 'handlebars'
import { describe, expect, it } from 'vitest'
import { lintTemplate } from '../scripts/embed/templates.mjs'
import { fragments } from '../src/embedded/fragments.js'
import { templates } from '../src/embedded/templates.js'
import { render } from '../src/emit/templates.js'
import { kinds } from '../src/ir/kinds/index.js'
import { Body, Glob, Remark, Shell, Word } from '../src/ir/word.js'

const directory = join(import.meta.dirname, '../templates')
const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.hbs'))
const runtime = readdirSync(join(directory, 'runtime')).filter((name) => name.endsWith('.sh'))
const source = (name: string): string => readFileSync(join(directory, name), 'utf8')

describe('the templates', () => {
  it.each(files)('%s prints through helpers only', (name) => {
    expect(() => lintTemplate(name, source(name))).not.toThrow()
  })

  it.each([
    ['a bare value', 'x {{path}}'],
    ['a triple-stash', '{{{path}}}'],
    ['an ampersand', '{{&path}}'],
    ['a triple-stash with a helper', '{{{q path}}}'],
    ['a value in a block', '{{#each paths}}{{this}}{{/each}}'],
    ['an unknown helper', '{{raw path}}'],
    ['an unknown block', '{{#with path}}{{q this}}{{/with}}'],
    ['a mustache that is escaped', 'x \\{{q path}}'],
    ['a partial', '{{> other}}'],
    ['a helper in a helper', '{{shell (q path)}}'],
    ['a decorator', '{{* inline}}'],
  ])('may not have %s', (_what, template) => {
    expect(() => lintTemplate('bad.sh.hbs', template)).toThrow(/bad\.sh\.hbs:1/)
  })

  it('are embedded as they stand: every one, and nothing else', () => {
    const want = files.map((name) => name.replace(/(\.sh)?\.hbs$/, '')).sort()
    expect(Object.keys(templates).sort()).toEqual(want)
  })

  it('have one for every kind, and no kind that is gone', () => {
    const want = Object.keys(kinds).map((kind) => `kinds/${kind}`)
    const have = Object.keys(templates).filter((name) => name.startsWith('kinds/'))
    expect(have.sort()).toEqual(want.sort())
  })
})

describe('the fragments', () => {
  it('are embedded as they stand, without the lines for their authors', () => {
    const want = runtime.map((name) => ({
      name: name.replace('.sh', ''),
      text: source(`runtime/${name}`).replace(/^##.*\n/gm, ''),
    }))
    expect(fragments.map(({ name, text }) => ({ name, text }))).toEqual(want)
  })

  it.each(fragments)('$name says what each of its functions does, in the line above it', ({ text, defines }) => {
    const lines = text.split('\n')
    expect(defines.length).toBeGreaterThan(0)
    for (const name of defines) {
      const at = lines.findIndex((line) => line.startsWith(`${name}() `))
      const comments = lines.slice(0, at).slice(lines.slice(0, at).findLastIndex((line) => !line.startsWith('#')) + 1)
      expect(comments.join('\n'), name).toMatch(new RegExp(`^# ${name}\\b.*: \\S`, 'm'))
    }
  })

  it.each(fragments)('$name has no variable that only some shells have, and no local', ({ text }) => {
    const code = text.replace(/#.*$/gm, '')
    expect(code).not.toMatch(/^\s*(local|declare|typeset|function|source|echo -[en]|set -[eo])\b/m)
    expect(code).not.toMatch(/\$(RANDOM|SECONDS|BASH\w*|EUID|UID|HOSTNAME|PIPESTATUS|FUNCNAME|LINENO)\b/)
    expect(code).not.toMatch(/\[\[|<<<|<\(|&>|\$'/)
  })
})

describe('a word', () => {
  const words = [new Word('x'), new Glob('/x/*'), new Body('x'), new Remark('x'), new Shell('x')]

  it.each(words.map((word) => [word.kind, word] as const))(
    'of kind %s throws when it is printed without a helper',
    (_kind, word) => {
      expect(() => String(word)).toThrow(TypeError)
      expect(() => `${word}`).toThrow(TypeError)
      expect(() => ['a', word].join(' ')).toThrow(TypeError)
      for (const template of ['{{x}}', '{{{x}}}', '{{#each l}}{{this}}{{/each}}']) {
        const print = Handlebars.compile(template, { noEscape: true })
        expect(() => print({ x: word, l: [word] }), template).toThrow(TypeError)
      }
    },
  )
})

describe('a helper', () => {
  const file = { path: new Word('/a'), mode: new Word('600'), owner: new Word('a:b'), content: new Body('x\n') }
  const others = [new Body('x'), new Remark('x'), new Shell('x'), 'raw', 7, undefined, null, { text: 'x' }]

  it('prints the word that it is for', () => {
    expect(render('kinds/file', { ...file, path: new Word("/it's") })).toContain(
      "'/it'\\''s' 600 a:b <<'FLUX'\nx\nFLUX",
    )
  })

  it.each(others)('{{q}} throws on what is no word: %o', (value) => {
    expect(() => render('kinds/file', { ...file, path: value })).toThrow()
  })

  it.each([new Word('x'), new Remark('x'), new Shell('x'), 'raw', undefined])(
    '{{body}} throws on what is no body: %o',
    (value) => {
      expect(() => render('kinds/file', { ...file, content: value })).toThrow()
    },
  )

  it.each([new Word('x'), new Remark('x'), 'raw', undefined])(
    '{{shell}} throws on what no template printed: %o',
    (value) => {
      const step = {
        id: new Remark('a.b'),
        title: new Remark('x'),
        why: new Remark('x'),
        facts: new Remark('x'),
        name: new Shell('a_b'),
      }
      expect(() => render('step', { ...step, call: value })).toThrow()
      expect(render('step', { ...step, call: new Shell('\ttrue') })).toContain('a_b() {')
    },
  )

  it.each([new Word('x'), new Shell('x'), 'raw', undefined])('{{comment}} throws on what is no remark: %o', (value) => {
    const step = { id: new Remark('a.b'), why: new Remark('x'), name: new Shell('a_b'), call: new Shell('true') }
    expect(() => render('step', { ...step, title: value })).toThrow()
  })

  it('is asked for by the names of templates that there are', () => {
    expect(() => render('kinds/gone', {})).toThrow(/kinds\/gone/)
  })
})
