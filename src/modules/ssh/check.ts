import type { Diagnostic, KeyPath } from '../../diagnostics/diagnostic.js'
import { cutsOff, noAuthentication, nobodyMayLogIn } from '../../embedded/messages.js'
import type { SshSettings } from './schema.js'

const at = (...path: readonly (string | number)[]): { readonly path: KeyPath } => ({
  path: ['modules', 'ssh', ...path],
})

/** A name that is both allowed and denied: sshd asks the denials first. */
function contradictions(settings: SshSettings): readonly Diagnostic[] {
  return (['users', 'groups'] as const).flatMap((what) => {
    const denied = new Set(settings[`denied_${what}`])
    const option = `allowed_${what}`
    if (denied.has('*')) {
      const place = at(`denied_${what}`, settings[`denied_${what}`].indexOf('*'))
      return [nobodyMayLogIn({ option, other: `denied_${what}`, reason: '* denies everybody' }, place)]
    }
    return settings[`allowed_${what}`].flatMap((name, index) =>
      denied.has(name)
        ? [nobodyMayLogIn({ option, other: `denied_${what}`, reason: `both name ${name}` }, at(option, index))]
        : [],
    )
  })
}

/** What is wrong with the settings beyond their types. */
export function check(settings: SshSettings): readonly Diagnostic[] {
  const diagnostics = [...contradictions(settings)]
  if (!settings.password_authentication && !settings.pubkey_authentication) {
    diagnostics.push(noAuthentication(at('pubkey_authentication')))
  }
  if (
    settings.allowed_users.length > 0 &&
    settings.allowed_users.every((name) => name === 'root') &&
    settings.permit_root_login === 'no'
  ) {
    const reason = 'only root may log in, and root may not'
    diagnostics.push(
      nobodyMayLogIn({ option: 'allowed_users', other: 'permit_root_login', reason }, at('allowed_users')),
    )
  }
  const { listen_addresses: addresses } = settings
  if (addresses.length > 0 && addresses.every((address) => address.startsWith('127.') || address === '::1')) {
    diagnostics.push(
      cutsOff(
        {
          key: 'listen_addresses',
          value: addresses.join(', '),
          reason: 'no other machine reaches the loopback',
          mend: 'add an address of the machine, or leave the list empty for all',
        },
        at('listen_addresses'),
      ),
    )
  }
  return diagnostics
}
