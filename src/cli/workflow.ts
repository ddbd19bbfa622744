import type { Command } from 'commander'
import { deliver } from './deliver.js'
import type { Io } from './io.js'
import { type CommonOptions, workflowCommand } from './options.js'
import { report } from './report.js'
import { compiledOrEnd, openSession, requestOf } from './session.js'
import { checkSize } from './size.js'

/** `flux workflow NAME`: the script of a workflow. */
export function workflow(io: Io): Command {
  return workflowCommand('workflow')
    .argument('<name>', 'a workflow of `flux list workflows`')
    .option('-o, --output <file>', 'write to this file; - is stdout')
    .action(async (name: string, options: CommonOptions) => {
      const session = openSession(io, options)
      const { script, plan } = await compiledOrEnd(session, requestOf(session, { is: 'workflow', name }))
      await deliver(session, script, 0o755)
      await report(io, await checkSize(script, plan))
    })
}
