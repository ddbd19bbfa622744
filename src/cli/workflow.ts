import type { Command } from 'commander'
import { deliverScript } from './deliver.js'
import type { Io } from './io.js'
import { type ScriptOptions, scriptCommand, workflowCommand } from './options.js'
import { compiledOrEnd, openSession, requestOf } from './session.js'

/** `flux workflow NAME`: the script of a workflow. */
export function workflow(io: Io): Command {
  return scriptCommand(workflowCommand('workflow'))
    .argument('<name>', 'a workflow of `flux list workflows`')
    .action(async (name: string, options: ScriptOptions) => {
      const session = openSession(io, options)
      const { script, plan } = await compiledOrEnd(session, requestOf(session, { is: 'workflow', name }))
      await deliverScript(session, script, plan, options.format)
    })
}
