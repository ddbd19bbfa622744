import type { ResourceBase } from '../resource.js'
import { Word } from '../word.js'
import type { KindDefinition } from './kind.js'

/** A guard: it changes nothing, and what needs it does not run unless it holds. */
export interface RequireResource extends ResourceBase {
  readonly kind: 'require'
  readonly guard: Guard
}

/** What can be required of a machine. */
export type Guard =
  /** sshd accepts its configuration as it stands. */
  | { readonly is: 'sshd-works' }
  /** It does, and after a reload listens where it listens now. */
  | { readonly is: 'sshd-stays' }
  /** The machine has these addresses. */
  | { readonly is: 'addresses-there'; readonly addresses: readonly string[] }
  /**
   * Somebody of these users and groups (or, if none are named, anybody) can log in with a key and act as root. `pending`: who
   * is given a key and sudo by the steps before, which in a dry run have not been done.
   */
  | {
      readonly is: 'admin-with-key'
      readonly users: readonly string[]
      readonly groups: readonly string[]
      readonly pending?: readonly string[]
    }
  /** sshd's view of its whole configuration is what these drop-ins say. */
  | { readonly is: 'sshd-effective'; readonly paths: readonly string[] }
  /** The machine has these network interfaces. */
  | { readonly is: 'interfaces-there'; readonly names: readonly string[] }
  /** It is not this drop-in, which is to have no port any more, that gives sshd its port. */
  | { readonly is: 'port-kept'; readonly path: string }
  /** No other service has this port, and no rules of others keep it closed. */
  | { readonly is: 'port-free'; readonly port: number }
  /** None of these units is active. */
  | { readonly is: 'units-inactive'; readonly units: readonly string[] }
  /** No file below /proc/sys has this value while the machine depends on it. */
  | { readonly is: 'network-independent'; readonly of: 'router-advertisements' | 'forwarding' }
  /** No rule of sudo is bound to the machine's name of now, unless that is the name that it is to have. */
  | { readonly is: 'sudo-stays'; readonly host: string }
  /** Nobody who is logged in over IPv4 is answered by another interface than they came in by. */
  | { readonly is: 'answers-return' }

const verbOf: Readonly<Record<Guard['is'], string>> = {
  'sshd-works': 'flux_sshd',
  'sshd-stays': 'flux_sshd_stays',
  'addresses-there': 'flux_addresses',
  'admin-with-key': 'flux_admin',
  'sshd-effective': 'flux_effective',
  'interfaces-there': 'flux_interfaces',
  'port-kept': 'flux_port_kept',
  'port-free': 'flux_port_free',
  'units-inactive': 'flux_sole',
  'network-independent': 'flux_independent',
  'sudo-stays': 'flux_sudo_stays',
  'answers-return': 'flux_answers',
}

function argumentsOf(guard: Guard): readonly string[] {
  switch (guard.is) {
    case 'sshd-works':
    case 'sshd-stays':
    case 'answers-return':
      return []
    case 'addresses-there':
      return guard.addresses
    case 'admin-with-key':
      return [
        guard.users.join(' '),
        guard.groups.join(' '),
        ...(guard.pending?.length ? [guard.pending.join(' ')] : []),
      ]
    case 'sshd-effective':
      return guard.paths
    case 'interfaces-there':
      return guard.names
    case 'port-kept':
      return [guard.path]
    case 'port-free':
      return [String(guard.port)]
    case 'units-inactive':
      return guard.units
    case 'network-independent':
      return [guard.of]
    case 'sudo-stays':
      return [guard.host]
  }
}

export const require: KindDefinition<RequireResource> = {
  summary: 'a guard that must hold before what depends on it',
  undo: 'none',
  touches: () => [],
  verbs: (resource) => [verbOf[resource.guard.is]],
  view: (resource) => ({
    [resource.guard.is]: new Word(resource.guard.is),
    arguments: argumentsOf(resource.guard).map((text) => new Word(text)),
  }),
}
