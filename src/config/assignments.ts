import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { badAssignment, unknownVariable } from '../embedded/messages.js'
import type { Module } from '../modules/module.js'
import type { Layer } from './layers.js'
import { nearest } from './nearest.js'
import { type Option, optionsOf } from './options.js'
import { tableWith } from './path.js'
import { textValue } from './text.js'

/** A layer for one flag or variable, or what is wrong with it. */
export type Assigned = { readonly layer: Layer } | { readonly diagnostic: Diagnostic }

/** An option of the command line as it was typed: `--port 2222` of `flux module ssh`, `--set ssh.port=2222`. */
export interface Assignment {
  /** What a diagnostic calls it. */
  readonly name: string
  /** `ssh.port`, `sysctl.parameters.net.ipv4.ip_forward`. */
  readonly key: string
  readonly value: string
}

/** Splits what follows `--set`; without an equals sign there is no value. */
export function assignmentOf(text: string): Assignment | undefined {
  const equals = text.indexOf('=')
  if (equals < 1) return undefined
  const key = text.slice(0, equals).trim()
  return { name: `--set ${key}`, key, value: text.slice(equals + 1) }
}

/** The option that dotted words name, and what is left of them: the key within a record. */
function optionNamed(words: readonly string[], options: readonly Option[]): readonly [Option, string] | undefined {
  for (const option of options) {
    const { length } = option.path
    if (!option.path.every((key, index) => words[index] === key)) continue
    if (words.length === length) return [option, '']
    if (option.shape.is === 'record') return [option, words.slice(length).join('.')]
  }
  return undefined
}

/** The layer that one assignment of the command line makes. */
export function assigned(assignment: Assignment, modules: readonly Module[]): Assigned {
  const { name, key, value } = assignment
  const [moduleName = '', ...words] = key.replaceAll('"', '').split('.')
  const module = modules.find((candidate) => candidate.name === moduleName)
  const fail = (problem: string, suggestion: string | undefined): Assigned => ({
    diagnostic: badAssignment({ source: name, problem, suggestion }, { from: name }),
  })
  if (module === undefined) {
    const near = nearest(
      moduleName,
      modules.map((candidate) => candidate.name),
    )
    return fail(`there is no module ${moduleName}`, near === undefined ? undefined : [near, ...words].join('.'))
  }
  const options = optionsOf(module.schema)
  const found = optionNamed(words, options)
  if (found === undefined) {
    const keys = options.map((option) => [module.name, ...option.path].join('.'))
    const problem = words.length === 0 ? 'it names no option' : `module ${module.name} has no option ${words.join('.')}`
    return fail(problem, nearest(key, keys))
  }
  const [option, rest] = found
  const path = [module.name, ...option.path, ...(rest === '' ? [] : [rest])]
  const shape = rest !== '' && option.shape.is === 'record' ? option.shape.of : option.shape
  return { layer: { origin: { in: 'flag', name }, values: tableWith(path, textValue(value, shape)) } }
}

/** `FLUX_SSH_FAIL2BAN_MAXRETRY`. */
export function variableOf(module: Module, option: Option): string {
  return ['FLUX', module.name, ...option.path].join('_').replaceAll('-', '_').toUpperCase()
}

/** The layers of the environment, in the order of the modules; variables of other programs are left alone. */
export function fromEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  modules: readonly Module[],
): readonly Assigned[] {
  const set = Object.keys(environment)
    .filter((variable) => variable.startsWith('FLUX_'))
    .sort()
  if (set.length === 0) return []
  return modules.flatMap((module) => {
    const prefix = `FLUX_${module.name.replaceAll('-', '_').toUpperCase()}_`
    const variables = set.filter((variable) => variable.startsWith(prefix))
    if (variables.length === 0) return []
    const options = new Map(optionsOf(module.schema).map((option) => [variableOf(module, option), option]))
    return variables.map((variable): Assigned => {
      const option = options.get(variable)
      if (option === undefined) {
        const suggestion = nearest(variable, [...options.keys()])
        return { diagnostic: unknownVariable({ variable, module: module.name, suggestion }, { from: variable }) }
      }
      const value = textValue(environment[variable] ?? '', option.shape)
      return {
        layer: { origin: { in: 'flag', name: variable }, values: tableWith([module.name, ...option.path], value) },
      }
    })
  })
}
