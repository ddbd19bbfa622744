import type { Resource, ResourceBase, ResourceId } from '../../ir/resource.js'
import type { ModuleContext } from '../module.js'
import { controls } from './controls.js'
import type { UserSettings } from './schema.js'

/** The group whose members may use su, as CIS names it. It has none. */
const suGroup = 'sugroup'
const profile = { kind: 'file', mode: '644', owner: 'root:root' } as const

function base(id: ResourceId, option: string, rest: Pick<ResourceBase, 'title' | 'why' | 'controls'>): ResourceBase {
  return { id, risk: 'none', needs: [], origin: ['modules', 'user', option], ...rest }
}

/** su is for root, if there is an administrator: else it may be the only way to become root. */
export function su(settings: UserSettings): readonly Resource[] {
  if (!settings.restrict_su || settings.admins.length === 0) return []
  const { why } = controls.su
  return [
    {
      ...base('user.su-group', 'restrict_su', { title: 'Have a group of those who may use su', why, controls: [] }),
      kind: 'group',
      name: suGroup,
    },
    {
      ...base('user.su', 'restrict_su', { title: 'Keep su for root', why, controls: [controls.su] }),
      kind: 'block',
      needs: ['user.su-group'],
      path: '/etc/pam.d/su',
      unless: '^auth[[:blank:]]+(required|requisite)[[:blank:]]+pam_wheel\\.so.*[[:blank:]]group=',
      content: `auth sufficient pam_rootok.so\nauth required pam_wheel.so use_uid group=${suGroup}\n`,
    },
  ]
}

/** What a new password must be; the package's own profile has PAM ask for it. */
export function quality(settings: UserSettings): readonly Resource[] {
  if (!settings.password_quality) return []
  const { why } = controls.passwords
  return [
    {
      ...base('user.quality', 'password_quality', {
        title: 'Want new passwords that are hard to guess',
        why,
        controls: [controls.passwords],
      }),
      ...profile,
      needs: ['user.packages'],
      path: '/etc/security/pwquality.conf.d/flux.conf',
      content: 'minlen = 14\ndifok = 2\nmaxrepeat = 3\nmaxsequence = 3\ndictcheck = 1\n',
    },
  ]
}

/** The profiles of pam-auth-update: what is asked before the password, and what counts the failures behind it. */
const lockProfiles = {
  'flux-faillock': `Name: Lock accounts after failed passwords
Default: yes
Priority: 0
Auth-Type: Primary
Auth:
	[default=die] pam_faillock.so authfail
`,
  'flux-faillock-notify': `Name: Ask whether an account is locked, forget failures after success
Default: yes
Priority: 1024
Auth-Type: Primary
Auth:
	requisite pam_faillock.so preauth
Account-Type: Primary
Account:
	required pam_faillock.so
`,
} as const

/** Accounts take no password for a while after failed ones. Keys are not passwords: who has one gets in. */
export function lock(settings: UserSettings, { distribution }: ModuleContext): readonly Resource[] {
  if (settings.lock_after === 0) return []
  const { releases, withoutFaillock } = distribution
  const when = { fact: 'release', is: releases.filter((one) => !withoutFaillock.includes(one)).join(' ') } as const
  const { why } = controls.passwords
  const files = Object.entries(lockProfiles).map(
    ([name, content], index): Resource => ({
      ...base(`user.lock-profile-${index + 1}`, 'lock_after', {
        title: `Describe to PAM how accounts are locked, ${index + 1}`,
        why,
        controls: [],
      }),
      ...profile,
      when,
      path: `/usr/share/pam-configs/${name}`,
      content,
    }),
  )
  return [
    {
      ...base('user.lock-limits', 'lock_after', {
        title: `Lock an account for 15 minutes after ${settings.lock_after} failed passwords`,
        why,
        controls: [controls.passwords],
      }),
      kind: 'setting',
      when,
      path: '/etc/security/faillock.conf',
      values: { deny: String(settings.lock_after), unlock_time: '900' },
    },
    ...files,
    {
      ...base('user.lock', 'lock_after', {
        title: 'Have PAM count failed passwords',
        why,
        controls: [controls.passwords],
      }),
      kind: 'pamProfile',
      when,
      needs: ['user.lock-limits', ...files.map(({ id }) => id)],
      profiles: Object.keys(lockProfiles),
      module: 'pam_faillock.so',
    },
  ]
}
