import { Command, Option as Flag } from 'commander'
import type { Assignment } from '../config/assignments.js'
import { type Option, optionsOf, type Shape } from '../config/options.js'
import type { Module } from '../modules/module.js'
import { modules } from '../modules/registry.js'
import { deliverScript } from './deliver.js'
import type { Io } from './io.js'
import { configuredCommand, type ScriptOptions, scriptCommand } from './options.js'
import { compiledOrEnd, openSession, requestOf } from './session.js'

function placeholder(shape: Shape): string {
  switch (shape.is) {
    case 'boolean':
      return ''
    case 'integer':
    case 'number':
      return ' <n>'
    case 'choice':
      return ` <${shape.of.join('|')}>`
    case 'list':
      return shape.of.is === 'table' ? ' <{key=value,...}>' : ' <a,b,...>'
    case 'record':
      return ' <key=value>'
    case 'either':
    case 'text':
    case 'table':
      return ' <value>'
  }
}

/** An option as commander keeps it, and the assignments that were typed. */
interface Flagged {
  readonly flags: readonly Flag[]
  read(values: Readonly<Record<string, unknown>>): readonly Assignment[]
}

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]

/**
 * The flags of one option: `--max-auth-tries <n>`; `--x` and `--no-x` for one that is on or off; `--zsh-env` where `--env` is an option
 * of every command, one of `taken`.
 */
function flagged(module: Module, option: Option, taken: ReadonlySet<string | undefined>): Flagged {
  const own = option.path.join('-').replaceAll('_', '-')
  const long = taken.has(`--${own}`) ? `${module.name}-${own}` : own
  const fallback = option.fallback === undefined ? '' : ` (default: ${JSON.stringify(option.fallback)})`
  const flag = new Flag(`--${long}${placeholder(option.shape)}`, `${option.about}${fallback}`)
  const key = [module.name, ...option.path].join('.')
  const name = flag.attributeName()
  if (option.shape.is === 'boolean') {
    return {
      flags: [flag, new Flag(`--no-${long}`)],
      read: (values) => {
        const value = values[name]
        return value === undefined
          ? []
          : [{ name: value === true ? `--${long}` : `--no-${long}`, key, value: String(value) }]
      },
    }
  }
  flag.argParser(collect)
  return {
    flags: [flag],
    read: (values) => typed(option.shape, `--${long}`, key, (values[name] ?? []) as readonly string[]),
  }
}

/** What was typed for one flag: a list grows with each use, of a record each sets one key, of the rest the last counts. */
function typed(shape: Shape, name: string, key: string, values: readonly string[]): readonly Assignment[] {
  const last = values.at(-1)
  if (last === undefined) return []
  if (shape.is === 'list') return [{ name, key, value: values.join(',') }]
  if (shape.is !== 'record') return [{ name, key, value: last }]
  return values.map((value) => {
    const equals = value.indexOf('=')
    return equals < 1
      ? { name, key, value }
      : { name, key: `${key}.${value.slice(0, equals)}`, value: value.slice(equals + 1) }
  })
}

/** `flux module ssh`: the script of one module, with an option for every one of the module's. */
function moduleCommand(io: Io, module: Module): Command {
  const command = scriptCommand(configuredCommand(module.name))
    .summary(module.summary)
    .optionsGroup('Settings of the module:')
  const taken = new Set(command.options.map((option) => option.long))
  const options = optionsOf(module.schema).map((option) => flagged(module, option, taken))
  for (const { flags } of options) for (const flag of flags) command.addOption(flag)
  return command.action(async (values: ScriptOptions & Readonly<Record<string, unknown>>) => {
    const session = openSession(
      io,
      values,
      options.flatMap((option) => option.read(values)),
    )
    const request = requestOf(session, { is: 'module', name: module.name })
    const { script, plan } = await compiledOrEnd(session, request)
    await deliverScript(session, script, plan, values.format)
  })
}

/** `flux module NAME`: the script of one module. */
export function module(io: Io): Command {
  const command = new Command('module').usage('<name> [options]')
  for (const one of modules) command.addCommand(moduleCommand(io, one))
  return command
}
