import { Argument, type Command } from 'commander'
import { knownWorkflows } from '../config/settings.js'
import { knownTargets } from '../distro/families.js'
import { kinds } from '../ir/kinds/index.js'
import { modules } from '../modules/registry.js'
import type { Io } from './io.js'
import { type CommonOptions, configuredCommand } from './options.js'
import { report } from './report.js'
import { openSession } from './session.js'
import { paint, table } from './terminal.js'

const lists = ['modules', 'workflows', 'kinds', 'targets'] as const
type List = (typeof lists)[number]

async function rowsOf(list: List, io: Io, options: CommonOptions): Promise<readonly (readonly string[])[]> {
  switch (list) {
    case 'modules':
      return modules.map((module) => [module.name, module.summary])
    case 'workflows': {
      const session = openSession(io, options)
      await report(io, session.prepared.diagnostics, session.source)
      return knownWorkflows(session.prepared).map((one) => [one.name, one.modules.join(', '), one.summary])
    }
    case 'kinds':
      return Object.entries(kinds).map(([name, kind]) => [name, `undo: ${kind.undo}`, kind.summary])
    case 'targets':
      return knownTargets().map((target) => [target])
  }
}

async function print(io: Io, what: string | undefined, options: CommonOptions): Promise<void> {
  const wanted = lists.filter((name) => what === undefined || name === what)
  for (const [index, name] of wanted.entries()) {
    if (what === undefined) io.out(`${index === 0 ? '' : '\n'}${paint(io, 'bold', name)}\n`)
    io.out(table(await rowsOf(name, io, options)))
  }
}

/** `flux list [WHAT]`: one list, or all of them. */
export function list(io: Io): Command {
  return configuredCommand('list')
    .addArgument(new Argument('[what]', 'which of them').choices(lists))
    .action((what: string | undefined, options: CommonOptions) => print(io, what, options))
}
