import type Handlebars from 'handlebars'
import runtime from 'handlebars/runtime.js'
import { templates } from '../embedded/templates.js'
import { Body, Glob, Remark, Shell, Word } from '../ir/word.js'
import { commentText, hereDocument, quote } from './quote.js'

/** Everything that may print: each helper takes one kind of typed word and throws on anything else. */
const helpers = {
  q(value: unknown): string {
    if (value instanceof Word) return quote(value.text)
    if (value instanceof Glob) return value.pattern
    throw new TypeError('{{q}} prints words and path patterns only')
  },
  body(value: unknown): string {
    if (value instanceof Body) return hereDocument(value.text)
    throw new TypeError('{{body}} prints bodies only')
  },
  comment(value: unknown): string {
    if (value instanceof Remark) return commentText(value.text)
    throw new TypeError('{{comment}} prints remarks only')
  },
  shell(value: unknown): string {
    if (value instanceof Shell) return value.text
    throw new TypeError('{{shell}} prints what emit/ has printed only')
  },
}

// The package types its full build only; the runtime build has the same `create` and `template`.
const environment = (runtime as unknown as typeof Handlebars).create()
environment.registerHelper(helpers)
const compiled = new Map<string, Handlebars.TemplateDelegate>()

/** Renders a template of templates/ by its name, such as `kinds/file`; its context holds typed words only. */
export function render(name: string, context: Readonly<Record<string, unknown>>): string {
  let template = compiled.get(name)
  if (template === undefined) {
    const specification = templates[name]
    if (specification === undefined) throw new Error(`no template ${name}`)
    template = environment.template(specification)
    compiled.set(name, template)
  }
  return template(context)
}
