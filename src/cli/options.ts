import { Command, Option } from 'commander'
import { type Format, formats } from '../bundle/format.js'

/** Options that every command which reads the configuration has. */
export interface CommonOptions {
  readonly config?: string
  readonly env?: string
  readonly set?: readonly string[]
  readonly modules?: readonly string[]
  readonly skip?: readonly string[]
  readonly target?: string
  readonly output?: string
}

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]
const collectList = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  ...value.split(',').map((part) => part.trim()),
]

/** Options of the commands that print a script. */
export interface ScriptOptions extends CommonOptions {
  readonly format?: Format
}

/** A command that reads the configuration. */
export function configuredCommand(name: string): Command {
  return new Command(name)
    .option('--config <file>', 'use this file (default: flux.toml here, in ~/.config/flux, in /etc/flux)')
    .option('--env <name>', 'take values from [environments.<name>] too')
    .addOption(new Option('--set <module.option=value>', 'set one option; may be repeated').argParser(collect))
    .option('--target <target>', 'systems to compile for: any, ubuntu, debian:12')
}

/** A command that prints a script. */
export function scriptCommand(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--format <format>',
        'sh: to be reviewed; packed: text that unpacks itself; gzip, cloud-config, mime: for cloud-init',
      ).choices(formats),
    )
    .option('-o, --output <file>', 'write to this file; - is stdout')
}

/** A command that makes a script of several modules. */
export function workflowCommand(name: string): Command {
  return configuredCommand(name)
    .addOption(new Option('--modules <list>', 'take these modules, in this order').argParser(collectList))
    .addOption(new Option('--skip <list>', 'leave these modules out').argParser(collectList))
}
