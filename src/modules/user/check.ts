import type { Diagnostic, KeyPath } from '../../diagnostics/diagnostic.js'
import { accountTwice, adminCannotLogIn, adminWithoutKey, shellNotInstalled } from '../../embedded/messages.js'
import { parseKey } from './key.js'
import type { Account, Admin, UserSettings } from './schema.js'

const at = (...path: readonly (string | number)[]): { readonly path: KeyPath } => ({
  path: ['modules', 'user', ...path],
})

/** What this module looks at in the settings of ssh, if it takes part. */
interface Ssh {
  readonly password_authentication: boolean
  readonly allowed_users: readonly string[]
  readonly allowed_groups: readonly string[]
  readonly denied_users: readonly string[]
  readonly denied_groups: readonly string[]
}

/** A name matches one of sshd's patterns, with `*` and `?`. */
function listed(name: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    const expression = pattern
      .split('@')[0]
      ?.replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')
    return new RegExp(`^${expression}$`).test(name)
  })
}

/** Why an administrator could not log in or become root, with the way out; undefined if nothing says so. */
function obstacle(
  admin: Admin,
  ssh: Ssh | undefined,
  shell: string,
): readonly [reason: string, mend: string] | undefined {
  const { username, groups } = admin
  if (admin.locked) return ['the account is locked', 'take `locked` out, or the administrator']
  if (/\/(nologin|false)$/.test(shell)) return [`${shell} lets nobody in`, 'give a shell, such as /bin/bash']
  if (admin.sudo === 'password' && admin.password_hash === undefined)
    return ['sudo asks for a password, and there is none', 'give password_hash, or sudo = "nopasswd"']
  if (ssh === undefined) return undefined
  if (listed(username, ssh.denied_users)) return ['ssh.denied_users names them', 'take the name out there']
  if (ssh.allowed_users.length > 0 && !listed(username, ssh.allowed_users))
    return ['ssh.allowed_users does not name them', 'add the name there']
  const memberships = [username, ...groups, 'sudo']
  if (memberships.some((name) => listed(name, ssh.denied_groups)))
    return ['ssh.denied_groups names one of their groups', 'take the group out there']
  if (ssh.allowed_groups.length > 0 && !memberships.some((name) => listed(name, ssh.allowed_groups)))
    return ['ssh.allowed_groups names none of their groups', 'add a group there, such as sudo']
  return undefined
}

/** Shells that every system has, and who brings others. */
function shellDiagnostics(settings: UserSettings, others: Readonly<Record<string, unknown>>): readonly Diagnostic[] {
  const shells: readonly (readonly [string | undefined, KeyPath])[] = [
    [settings.default_shell, ['default_shell']],
    ...settings.admins.map(({ shell }, index) => [shell, ['admins', index, 'shell']] as const),
    ...settings.users.map(({ shell }, index) => [shell, ['users', index, 'shell']] as const),
  ]
  const update = others.update as { readonly packages?: readonly string[] } | undefined
  const present = new Set(['sh', 'bash', 'dash', 'rbash', 'nologin', 'false', 'sync', ...(update?.packages ?? [])])
  if (others.zsh !== undefined) present.add('zsh')
  return shells.flatMap(([shell, path]) => {
    const name = shell?.split('/').at(-1)
    if (shell === undefined || name === undefined || present.has(name)) return []
    const mend = name === 'zsh' ? 'let the module zsh take part' : `name its package: update.packages = ["${name}"]`
    return [shellNotInstalled({ shell, mend }, at(...path))]
  })
}

function doubles(settings: UserSettings): readonly Diagnostic[] {
  const seen = new Map<string, string>()
  const named: readonly (readonly [string, string, KeyPath])[] = [
    ...settings.admins.map(({ username }, index) => [username, 'admins', ['admins', index, 'username']] as const),
    ...settings.users.map(({ username }, index) => [username, 'users', ['users', index, 'username']] as const),
    ...settings.remove.map((name, index) => [name, 'remove', ['remove', index]] as const),
  ]
  return named.flatMap(([name, place, path]) => {
    const first = seen.get(name)
    seen.set(name, place)
    return first === undefined ? [] : [accountTwice({ name, first, second: place }, at(...path))]
  })
}

const hasWayIn = (person: Account): boolean =>
  person.ssh_keys.some((line) => {
    const key = parseKey(line)
    return key.ok && key.logsIn
  })

/** What is wrong with the settings beyond their types, seen beside ssh's lists and who brings which shell. */
export function check(settings: UserSettings, others: Readonly<Record<string, unknown>>): readonly Diagnostic[] {
  const ssh = others.ssh as Ssh | undefined
  const obstacleOf = (one: Admin) => obstacle(one, ssh, one.shell ?? settings.default_shell)
  const someoneCan = settings.admins.some((one) => obstacleOf(one) === undefined && hasWayIn(one))
  const admins = settings.admins.flatMap((one, index) => {
    // who is locked out on purpose stays in the list until their work is handed over
    if (one.locked && someoneCan) return []
    const found = obstacleOf(one)
    if (found !== undefined) {
      const [reason, mend] = found
      return [adminCannotLogIn({ name: one.username, reason, mend }, at('admins', index))]
    }
    const byPassword = one.password_hash !== undefined && ssh?.password_authentication !== false
    return hasWayIn(one) || byPassword ? [] : [adminWithoutKey({ name: one.username }, at('admins', index))]
  })
  return [...doubles(settings), ...admins, ...shellDiagnostics(settings, others)]
}
