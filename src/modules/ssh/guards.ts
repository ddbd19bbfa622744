import type { Resource } from '../../ir/resource.js'
import type { ModuleContext } from '../module.js'
import { base } from './base.js'
import { dropInPath } from './drop-in.js'
import type { SshSettings } from './schema.js'

/** The addresses to listen on that the machine must have already: not those that the network module gives it. */
function addressesThere(settings: SshSettings, context: ModuleContext): readonly string[] {
  type Links = readonly { readonly addresses: readonly string[] }[]
  const network = context.others.network as Record<'interfaces' | 'vlans' | 'bonds', Links> | undefined
  const links = network === undefined ? [] : [...network.interfaces, ...network.vlans, ...network.bonds]
  const given = new Set(links.flatMap(({ addresses }) => addresses.map((address) => address.replace(/\/.*/, ''))))
  return settings.listen_addresses.filter((address) => !given.has(address))
}

/** What must hold before sshd is touched. */
export function guards(settings: SshSettings, context: ModuleContext): readonly Resource[] {
  const resources: Resource[] = [
    {
      ...base('ssh.accepted', 'port', {
        title: 'Require that sshd accepts its configuration, and that a reload leaves it where it listens',
        why: 'what is broken before is not this run’s to break further, and a reload would kill it',
        risk: 'none',
      }),
      kind: 'require',
      // With addresses of ours it listens where it did not before, also if a run was interrupted before the reload.
      guard: { is: settings.listen_addresses.length === 0 ? 'sshd-stays' : 'sshd-works' },
    },
  ]
  const addresses = addressesThere(settings, context)
  if (addresses.length > 0) {
    resources.push({
      ...base('ssh.addresses', 'listen_addresses', {
        title: 'Require that the machine has the addresses that sshd is to listen on',
        why: 'sshd ends when it has none of them, and nobody gets in by one that is not there',
        risk: 'none',
      }),
      kind: 'require',
      guard: { is: 'addresses-there', addresses },
    })
  }
  if (!settings.password_authentication) {
    resources.push({
      ...base('ssh.key', 'password_authentication', {
        title: 'Require an administrator with a usable key',
        why: 'passwords go off below: without a key nobody could log in again',
        risk: 'none',
      }),
      kind: 'require',
      needs: context.administrators.flatMap(({ needs }) => needs),
      guard: {
        is: 'admin-with-key',
        users: settings.allowed_users,
        groups: settings.allowed_groups,
        pending: context.administrators.map(({ name }) => name),
      },
    })
  }
  if (settings.port === undefined) {
    resources.push({
      ...base('ssh.port-kept', 'port', {
        title: 'Require that no earlier run moved sshd to the port that it has',
        why: 'flux.toml names no port now: the line of that run would go, and with it the port that is open',
        risk: 'none',
      }),
      kind: 'require',
      guard: { is: 'port-kept', path: dropInPath },
    })
  } else {
    resources.push({
      ...base('ssh.port-free', 'port', {
        title: `Require that port ${settings.port} is sshd’s or nobody’s, and not closed by rules of others`,
        why: 'sshd ends when it cannot have its port, and nobody gets in by a closed one',
        risk: 'none',
      }),
      kind: 'require',
      needs: ['ssh.accepted'],
      guard: { is: 'port-free', port: settings.port },
    })
  }
  return resources
}
