import { certs } from './certs/module.js'
import { firewall } from './firewall/module.js'
import { hostname } from './hostname/module.js'
import type { Module } from './module.js'
import { motd } from './motd/module.js'
import { netdata } from './netdata/module.js'
import { network } from './network/module.js'
import { ssh } from './ssh/module.js'
import { sysctl } from './sysctl/module.js'
import { update } from './update/module.js'
import { user } from './user/module.js'
import { zsh } from './zsh/module.js'

/** Every module. Adding one here makes the schema, the command line and the documentation know it. */
export const modules: readonly Module[] = [
  update,
  hostname,
  network,
  user,
  firewall,
  ssh,
  sysctl,
  certs,
  zsh,
  motd,
  netdata,
]

/** The module of a name. */
export function moduleNamed(name: string): Module | undefined {
  return modules.find((module) => module.name === name)
}
