import type { Command } from 'commander'
import { nearest } from '../config/nearest.js'
import { type Option, optionsOf } from '../config/options.js'
import { optionText } from '../config/path.js'
import { knownWorkflows } from '../config/settings.js'
import { expected } from '../config/words.js'
import type { Explanation } from '../diagnostics/fill.js'
import { explanations, unknownSubject } from '../embedded/messages.js'
import type { Step } from '../ir/step.js'
import type { Module } from '../modules/module.js'
import { modules } from '../modules/registry.js'
import type { Io } from './io.js'
import { type CommonOptions, workflowCommand } from './options.js'
import {
  type Compiled,
  compiledOrEnd,
  compileRequest,
  endIfErrors,
  openSession,
  requestOf,
  type Session,
} from './session.js'
import { paint, table, wrapped } from './terminal.js'

function messageText(io: Io, entry: Explanation): string {
  const shown = (text: string): string => text.replace(/%([a-zA-Z]+)%/g, '<$1>')
  const hints = entry.hints.map((hint) => `hint: ${shown(hint)}\n`)
  const head = `${paint(io, 'bold', `${entry.code}, ${entry.severity}`)}: ${shown(entry.message)}`
  return `${head}\n\n${wrapped(entry.explanation, io.width)}\n${hints.length > 0 ? '\n' : ''}${hints.join('')}`
}

function stepText(io: Io, step: Step): string {
  const controls = step.controls.map(
    (control) => `${control.title} (${control.references.join(', ') || 'no benchmark'})`,
  )
  const rows = [
    ['why', step.why],
    ['kind', step.kind],
    ['risk', step.risk],
    ['undo', step.undo],
    ['touches', step.touches.join(' ') || '-'],
    ['needs', step.needs.join(' ') || '-'],
    ['from', optionText(step.origin)],
    ...controls.map((control, index) => [index === 0 ? 'controls' : '', control]),
  ]
  return `${paint(io, 'bold', step.id)}: ${step.title}\n\n${table(rows)}`
}

function workflowText(io: Io, { settings, plan }: Compiled): string {
  const head = `${paint(io, 'bold', settings.workflow)}: ${plan.modules.join(', ')}`
  const systems = `for ${plan.targets.join(', ')}`
  const rows = plan.steps.map((step) => [step.id, step.risk, step.undo, step.title])
  return `${head}\n${systems}\n\n${table([['step', 'risk', 'undo', 'what it does'], ...rows])}`
}

const fallback = (option: Option): string => (option.fallback === undefined ? 'none' : JSON.stringify(option.fallback))

function moduleText(io: Io, module: Module): string {
  const rows = optionsOf(module.schema).map((option) => [option.path.join('.'), fallback(option), option.about])
  return `${paint(io, 'bold', module.name)}: ${module.summary}\n\n${table([['option', 'default', 'what it does'], ...rows])}`
}

function optionDetails(io: Io, name: string, option: Option): string {
  const rows = [
    ['takes', expected(option.shape)],
    ['default', fallback(option)],
  ]
  return `${paint(io, 'bold', name)}: ${option.about}\n\n${table(rows)}`
}

/** Every option of every module by its full name: `ssh.port`. */
function allOptions(): ReadonlyMap<string, Option> {
  return new Map(
    modules.flatMap((module) =>
      optionsOf(module.schema).map((option) => [[module.name, ...option.path].join('.'), option] as const),
    ),
  )
}

/** All steps of all workflows that compile, the first of each id. */
function allSteps(session: Session): ReadonlyMap<string, Step> {
  const steps = new Map<string, Step>()
  for (const { name } of knownWorkflows(session.prepared)) {
    const { compiled } = compileRequest(session, requestOf(session, { is: 'workflow', name }))
    for (const step of compiled?.plan.steps ?? []) if (!steps.has(step.id)) steps.set(step.id, step)
  }
  return steps
}

function indexOfMessages(io: Io): string {
  const rows = explanations.map((entry) => [entry.code, entry.severity, entry.slug.replaceAll('-', ' ')])
  return `${paint(io, 'bold', 'messages')}\n${table(rows)}\nA workflow, a module, an option (ssh.port) or a step (ssh.drop-in) can be explained too.\n`
}

async function print(io: Io, subject: string | undefined, options: CommonOptions): Promise<void> {
  if (subject === undefined) return io.out(indexOfMessages(io))
  const entry = explanations.find(({ code }) => code === subject.toUpperCase())
  if (entry !== undefined) return io.out(messageText(io, entry))
  const module = modules.find(({ name }) => name === subject)
  if (module !== undefined) return io.out(moduleText(io, module))
  const session = openSession(io, options)
  const names = knownWorkflows(session.prepared).map((workflow) => workflow.name)
  if (names.includes(subject)) {
    const request = requestOf(session, { is: 'workflow', name: subject })
    return io.out(workflowText(io, await compiledOrEnd(session, request)))
  }
  const steps = allSteps(session)
  const step = steps.get(subject)
  if (step !== undefined) return io.out(stepText(io, step))
  const named = allOptions()
  const option = named.get(subject)
  if (option !== undefined) return io.out(optionDetails(io, subject, option))
  const known = [
    ...explanations.map(({ code }) => code),
    ...modules.map(({ name }) => name),
    ...names,
    ...named.keys(),
    ...steps.keys(),
  ]
  const suggestion = nearest(subject, known)
  await endIfErrors(session, [
    ...session.prepared.diagnostics,
    unknownSubject({ name: subject, suggestion }, { from: `flux explain ${subject}` }),
  ])
}

/** `flux explain [SUBJECT]`: a message by its code, a workflow, a module, an option or a step by its id. */
export function explain(io: Io): Command {
  return workflowCommand('explain')
    .argument('[subject]', 'FLX204, security, ssh, ssh.port, ssh.drop-in')
    .action((subject: string | undefined, options: CommonOptions) => print(io, subject, options))
}
