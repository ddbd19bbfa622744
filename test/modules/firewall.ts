import { debian } from '../../src/distro/debian.js'
import type { FirewallResource } from '../../src/ir/kinds/firewall.js'
import type { Resource } from '../../src/ir/resource.js'
import { firewall } from '../../src/modules/firewall/module.js'
import { schema } from '../../src/modules/firewall/schema.js'
import { alone } from './context.js'

/** Settings of the module, as flux.toml has them. */
export type Options = Readonly<Record<string, unknown>>
/** What the module declares; `ssh` are the settings of the ssh module if it takes part. */
export const resources = (options: Options, ssh?: Options): readonly Resource[] =>
  firewall.declare(schema.parse(options), { ...alone, distribution: debian, others: ssh === undefined ? {} : { ssh } })

/** The firewall among it. */
export function backend(options: Options, ssh?: Options): FirewallResource['backend'] {
  const found = resources(options, ssh).find((resource) => resource.kind === 'firewall')
  if (found?.kind !== 'firewall') throw new Error('no firewall')
  return found.backend
}

/** ufw's rules with the one that is matched first in front: each new one is put on top of those before. */
export function ufw(options: Options, ssh?: Options): readonly string[] {
  const found = backend(options, ssh)
  return found.name === 'ufw' ? [...found.rules].reverse() : []
}

/** Rules of nft's input chain that are the settings' own. */
export function nft(options: Options, ssh?: Options): readonly string[] {
  const found = backend({ ...options, backend: 'nftables' }, ssh)
  const lines = found.name === 'nftables' ? found.ruleset.split('\n') : []
  return lines.filter((line) => line.includes(' comment ') && !line.includes('DHCPv6')).map((line) => line.trim())
}

/** The whole text for nft. */
export function ruleset(options: Options): string {
  const found = backend({ ...options, backend: 'nftables' })
  return found.name === 'nftables' ? found.ruleset : ''
}
