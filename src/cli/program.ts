import { Command, CommanderError } from 'commander'
import { printable } from '../diagnostics/printable.js'
import { internal } from '../embedded/messages.js'
import { version } from '../embedded/version.js'
import { Exit, exits, type Io } from './io.js'

/** A command, and where it is defined: only the one that is asked for is loaded, for the start is to be quick. */
interface Entry {
  readonly name: string
  readonly summary: string
  load(io: Io): Promise<Command>
}

const entries: readonly Entry[] = [
  {
    name: 'workflow',
    summary: 'print the script of a workflow',
    load: async (io) => (await import('./workflow.js')).workflow(io),
  },
  {
    name: 'module',
    summary: 'print the script of one module, its options as flags',
    load: async (io) => (await import('./module.js')).module(io),
  },
  {
    name: 'list',
    summary: 'list modules, workflows, kinds or targets',
    load: async (io) => (await import('./list.js')).list(io),
  },
  {
    name: 'explain',
    summary: 'explain a message, a workflow, a module, an option or a step',
    load: async (io) => (await import('./explain.js')).explain(io),
  },
  {
    name: 'plan',
    summary: 'show what a workflow’s script does, step by step',
    load: async (io) => (await import('./plan.js')).plan(io),
  },
  {
    name: 'build',
    summary: 'write the scripts of flux.toml to generated/',
    load: async (io) => (await import('./build.js')).build(io),
  },
  {
    name: 'verify',
    summary: 'say whether a script is what flux.toml compiles to',
    load: async (io) => (await import('./verify.js')).verify(io),
  },
  {
    name: 'schema',
    summary: 'print the JSON Schema of flux.toml, for editors',
    load: async (io) => (await import('./schema.js')).schema(io),
  },
  {
    name: 'keys',
    summary: 'write somebody’s keys at GitHub to flux.toml',
    load: async (io) => (await import('./keys.js')).keys(io),
  },
  {
    name: 'lint',
    summary: 'check a script: POSIX syntax, and shellcheck if there is one',
    load: async (io) => (await import('./lint.js')).lint(io),
  },
]

async function program(io: Io, argv: readonly string[]): Promise<Command> {
  const flux = new Command('flux')
    .description('Compiles flux.toml to one standalone, idempotent POSIX shell script.')
    .version(version)
  for (const { name, summary, load } of entries) {
    const command = argv.includes(name) ? await load(io) : new Command(name)
    flux.addCommand(command.summary(summary))
  }
  flux.addHelpText('after', '\nExit codes: 0 done, 1 an error in the configuration, 64 wrong usage.')
  return flux
}

/** Commands take over how they print and end from the program only if it is given to each. */
function prepareAll(command: Command, io: Io): void {
  command.exitOverride().showSuggestionAfterError(true).helpCommand(false)
  command.configureOutput({
    writeOut: (text) => io.out(text),
    writeErr: (text) => io.err(printable(text)),
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
    const flux = await program(io, argv)
    prepareAll(flux, io)
    if (argv.length === 0) flux.help()
    await flux.parseAsync([...argv], { from: 'user' })
    return exits.done
  } catch (error) {
    if (error instanceof Exit) return error.code
    if (error instanceof CommanderError) return error.exitCode === 0 ? exits.done : exits.usage
    const problem = error instanceof Error ? error.message : String(error)
    const { report } = await import('./report.js')
    await report(io, [internal({ problem })])
    if (io.environment.FLUX_TRACE && error instanceof Error) io.err(`${error.stack}\n`)
    return exits.failed
  }
}
