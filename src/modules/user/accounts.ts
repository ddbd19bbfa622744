import type { Resource, ResourceBase, ResourceId } from '../../ir/resource.js'
import type { Account, Admin, UserSettings } from './schema.js'

/** An id of a person's step. Names may hold `_`, ids may not; two dashes do not occur in ids otherwise. */
export function idFor(what: 'account' | 'group' | 'keys' | 'sudo', name: string): ResourceId {
  return `user.${what}-${name.replaceAll('_', '--')}`
}

/** The day that no account is used on: the first after the beginning of time. */
const lockedSince = 1

/** Days since 1970 of a date as 2027-12-31, in the proleptic Gregorian calendar; March first, so that the leap day is the last. */
function daysOf(date: string): number {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const years = month > 2 ? year : year - 1
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  return years * 365 + Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400) + dayOfYear - 719_468
}

function base(
  id: ResourceId,
  origin: readonly (string | number)[],
  rest: Pick<ResourceBase, 'title' | 'why'>,
): ResourceBase {
  return { id, controls: [], risk: 'none', needs: [], origin: ['modules', 'user', ...origin], ...rest }
}

/** What makes one person's account: the account, its keys. */
function account(
  person: Account,
  groups: readonly string[],
  settings: UserSettings,
  origin: readonly (string | number)[],
): readonly Resource[] {
  const { username, locked, expires, ssh_keys: keys, password_hash: hash, uid } = person
  const accountId = idFor('account', username)
  const end = locked ? lockedSince : expires === undefined ? undefined : daysOf(expires)
  const resources: Resource[] = [
    {
      ...base(accountId, origin, {
        title: `Give ${username} an account`,
        why: locked ? 'it is locked: nobody uses it' : 'everybody logs in under their own name',
      }),
      kind: 'user',
      needs: ['user.packages', ...settings.groups.map(({ name }) => idFor('group', name))],
      name: username,
      shell: person.shell ?? settings.default_shell,
      fullname: person.fullname,
      groups: [...new Set([...groups, ...person.groups])],
      ...(uid !== undefined && { uid }),
      ...(hash !== undefined && { passwordHash: hash }),
      ...(end !== undefined && { expires: end }),
    },
  ]
  if (keys.length > 0 || person.exclusive) {
    resources.push({
      ...base(idFor('keys', username), origin, {
        title: `Let ${username} log in with ${keys.length === 1 ? 'this key' : 'these keys'}`,
        why: person.exclusive ? 'no other key stays' : 'keys that are there stay',
      }),
      kind: 'authorizedKeys',
      needs: [accountId],
      user: username,
      keys,
      exclusive: person.exclusive,
    })
  }
  return resources
}

/** An administrator: an account in the administrators' group, and, unless a password is asked for, a rule of their own. */
export function admin(person: Admin, index: number, settings: UserSettings, adminGroup: string): readonly Resource[] {
  const origin = ['admins', index]
  const resources = [...account(person, [adminGroup], settings, origin)]
  if (person.sudo === 'nopasswd') {
    resources.push({
      ...base(idFor('sudo', person.username), origin, {
        title: `Let ${person.username} become root without a password`,
        why: 'there is none to ask for; who has the key is who they say',
      }),
      kind: 'file',
      needs: [idFor('account', person.username)],
      path: `/etc/sudoers.d/flux-${person.username}`,
      content: `${person.username} ALL=(ALL:ALL) NOPASSWD: ALL\n`,
      mode: '440',
      owner: 'root:root',
      check: 'visudo -cf',
    })
  }
  return resources
}

/** Somebody who works on the machine and does not administer it. */
export function user(person: Account, index: number, settings: UserSettings): readonly Resource[] {
  return account(person, [], settings, ['users', index])
}
