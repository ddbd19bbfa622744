import { Argument, Command, CommanderError } from 'commander'
import { internal } from '../embedded/messages.js'
import { version } from '../embedded/version.js'
import { build } from './build.js'
import { explain } from './explain.js'
import { Exit, exits, type Io } from './io.js'
import { lint } from './lint.js'
import { list, lists } from './list.js'
import { addModules } from './module.js'
import { type CommonOptions, configuredCommand, workflowCommand } from './options.js'
import { plan } from './plan.js'
import { report } from './report.js'
import { workflow } from './workflow.js'

/** Every option of every module is a flag: they are made only for who asks for the command `module`. */
function moduleCommand(io: Io, argv: readonly string[]): Command {
  const command = new Command('module')
    .summary('print the script of one module, its options as flags')
    .usage('<name> [options]')
  if (argv.includes('module')) addModules(io, command)
  return command.action(() => command.help({ error: true }))
}

function program(io: Io, argv: readonly string[]): Command {
  const flux = new Command('flux')
    .description('Compiles flux.toml to one standalone, idempotent POSIX shell script.')
    .version(version)
  flux.addCommand(workflow(io))
  flux.addCommand(moduleCommand(io, argv))
  flux.addCommand(
    configuredCommand('list')
      .summary('list modules, workflows, kinds or targets')
      .addArgument(new Argument('[what]', 'which of them').choices(lists))
      .action((what: string | undefined, options: CommonOptions) => list(io, what, options)),
  )
  flux.addCommand(
    workflowCommand('explain')
      .summary('explain a message, a workflow or a step')
      .argument('[subject]', 'FLX204, security, ssh.drop-in')
      .action((subject: string | undefined, options: CommonOptions) => explain(io, subject, options)),
  )
  flux.addCommand(plan(io))
  flux.addCommand(build(io))
  flux.addCommand(
    new Command('lint')
      .summary('check a script: POSIX syntax, and shellcheck if there is one')
      .argument('<script...>', 'files; - is stdin')
      .action((files: string[]) => lint(io, files)),
  )
  flux.action(() => flux.outputHelp())
  flux.addHelpText('after', '\nExit codes: 0 done, 1 an error in the configuration, 64 wrong usage.')
  return flux
}

/** Commands take over how they print and end from the program only if it is given to each. */
function prepareAll(command: Command, io: Io): void {
  command.exitOverride().showSuggestionAfterError(true).helpCommand(false)
  command.configureOutput({
    writeOut: (text) => io.out(text),
    writeErr: (text) => io.err(text),
    getOutHelpWidth: () => io.width,
    getErrHelpWidth: () => io.width,
    getOutHasColors: () => io.colour,
    getErrHasColors: () => io.colour,
  })
  for (const inner of command.commands) prepareAll(inner, io)
}

/** Runs the command line without the program's name; the exit code. Never throws. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  try {
    const flux = program(io, argv)
    prepareAll(flux, io)
    await flux.parseAsync([...argv], { from: 'user' })
    return exits.done
  } catch (error) {
    if (error instanceof Exit) return error.code
    if (error instanceof CommanderError) return error.exitCode === 0 ? exits.done : exits.usage
    const problem = error instanceof Error ? error.message : String(error)
    await report(io, [internal({ problem })])
    if (io.environment.FLUX_TRACE && error instanceof Error) io.err(`${error.stack}\n`)
    return exits.failed
  }
}
