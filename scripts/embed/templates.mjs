// templates/**/*.hbs, linted and precompiled: at run time only handlebars/runtime is needed.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import Handlebars from 'handlebars'

/** Helpers that may print; each checks that it gets a typed word. */
const printers = ['q', 'int', 'body', 'comment', 'shell']
const blocks = ['each', 'if', 'unless']
const knownHelpers = Object.fromEntries([...printers, ...blocks].map((name) => [name, true]))

/** Forbids all that could print a value without its helper. */
class Lint extends Handlebars.Visitor {
  constructor(name) {
    super()
    this.name = name
  }
  fail(node, problem) {
    throw new Error(`${this.name}:${node.loc.start.line}:${node.loc.start.column + 1}: ${problem}`)
  }
  MustacheStatement(node) {
    if (!node.escaped) this.fail(node, 'a triple-stash prints without quoting')
    if (node.params.length === 0) this.fail(node, `{{${node.path.original}}} prints without a helper: use {{q …}}`)
    if (!printers.includes(node.path.original)) this.fail(node, `no helper ${node.path.original}`)
    super.MustacheStatement(node)
  }
  BlockStatement(node) {
    if (!blocks.includes(node.path.original)) this.fail(node, `no block ${node.path.original}`)
    super.BlockStatement(node)
  }
  SubExpression(node) {
    this.fail(node, 'no subexpressions: a helper’s output must not reach another')
  }
  PartialStatement(node) {
    this.fail(node, 'no partials')
  }
  PartialBlockStatement(node) {
    this.fail(node, 'no partials')
  }
  Decorator(node) {
    this.fail(node, 'no decorators')
  }
  DecoratorBlock(node) {
    this.fail(node, 'no decorators')
  }
}

/** Throws, naming file and line, unless the template prints through helpers only. */
export function lintTemplate(name, source) {
  const backslash = source.indexOf('\\{{')
  if (backslash >= 0) throw new Error(`${name}:${source.slice(0, backslash).split('\n').length}: a backslash before {{`)
  new Lint(name).accept(Handlebars.parse(source))
}

/** Text of src/embedded/templates.ts. */
export function templatesModule(directory) {
  const names = readdirSync(directory, { recursive: true })
    .filter((name) => name.endsWith('.hbs'))
    .map((name) => relative(directory, join(directory, name)).replaceAll('\\', '/'))
    .sort()
  const entries = names.map((name) => {
    const source = readFileSync(join(directory, name), 'utf8')
    lintTemplate(`templates/${name}`, source)
    const options = { strict: true, noEscape: true, knownHelpersOnly: true, knownHelpers, preventIndent: true }
    const key = name.replace(/(\.sh)?\.hbs$/, '')
    return `  ${JSON.stringify(key)}: ${Handlebars.precompile(source, options)},`
  })
  return [
    '// @ts-nocheck Made by scripts/embed.mjs from templates/: code that Handlebars has printed.',
    '/** Every template, precompiled, by its path without extension. */',
    'export const templates: Readonly<Record<string, TemplateSpecification>> = {',
    ...entries,
    '}',
    '',
  ].join('\n')
}
