import { type Command, Option } from 'commander'
import { moduleOf } from '../ir/id.js'
import type { Plan } from '../ir/plan.js'
import { deliver } from './deliver.js'
import type { Io } from './io.js'
import { type CommonOptions, workflowCommand } from './options.js'
import { planJson } from './plan-json.js'
import { compiledOrEnd, openSession, requestOf } from './session.js'
import { paint } from './terminal.js'

function planText(io: Io, plan: Plan): string {
  const lines = [`${plan.workflow}: ${plan.steps.length} steps for ${plan.targets.join(', ')}`]
  let module = ''
  for (const step of plan.steps) {
    if (moduleOf(step.id) !== module) {
      module = moduleOf(step.id)
      lines.push('', paint(io, 'bold', module))
    }
    const risk =
      step.risk === 'none' ? '' : `, risk: ${paint(io, step.risk === 'lockout' ? 'red' : 'yellow', step.risk)}`
    lines.push(`  ${step.id.padEnd(20)} ${step.title}`, `  ${' '.repeat(20)} undo: ${step.undo}${risk}`)
    if (step.touches.length > 0) lines.push(`  ${' '.repeat(20)} ${paint(io, 'dim', step.touches.join(' '))}`)
  }
  return `${lines.join('\n')}\n`
}

/** `flux plan [WORKFLOW]`: what a script would do, without the shell. */
export function plan(io: Io): Command {
  return workflowCommand('plan')
    .argument('[workflow]', 'a workflow of `flux list workflows`', 'security')
    .addOption(
      new Option('--format <format>', 'how to print it; schema: the JSON Schema of json')
        .choices(['text', 'json', 'schema'])
        .default('text'),
    )
    .option('-o, --output <file>', 'write to this file; - is stdout')
    .action(async (name: string, options: CommonOptions & { readonly format: 'text' | 'json' | 'schema' }) => {
      const session = openSession(io, options)
      if (options.format === 'schema') {
        await deliver(session, (await import('./plan-schema.js')).planJsonSchema())
        return
      }
      const compiled = await compiledOrEnd(session, requestOf(session, { is: 'workflow', name }))
      await deliver(session, options.format === 'json' ? planJson(compiled.plan) : planText(io, compiled.plan))
    })
}
