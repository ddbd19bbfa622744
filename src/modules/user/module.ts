import type { Resource, ResourceBase, ResourceId } from '../../ir/resource.js'
import type { Module, ModuleContext } from '../module.js'
import { admin, idFor, user as person } from './accounts.js'
import { check } from './check.js'
import { controls } from './controls.js'
import { lock, quality, su } from './passwords.js'
import { schema, type UserSettings } from './schema.js'

function base(id: ResourceId, option: string, rest: Pick<ResourceBase, 'title' | 'why'>): ResourceBase {
  return { id, controls: [], risk: 'none', needs: [], origin: ['modules', 'user', option], ...rest }
}

function groups(settings: UserSettings): readonly Resource[] {
  return settings.groups.map(({ name, gid }) => ({
    ...base(idFor('group', name), 'groups', { title: `Have a group ${name}`, why: 'asked for' }),
    kind: 'group',
    name,
    ...(gid !== undefined && { gid }),
  }))
}

function sudoDefaults(settings: UserSettings): readonly Resource[] {
  if (!settings.sudo_log) return []
  return [
    {
      ...base('user.sudo', 'sudo_log', {
        title: 'Have sudo use a terminal of its own, log, and ask again after 15 minutes',
        why: controls.sudo.why,
      }),
      kind: 'file',
      controls: [controls.sudo],
      needs: ['user.packages'],
      path: '/etc/sudoers.d/flux',
      content: 'Defaults use_pty\nDefaults logfile="/var/log/sudo.log"\nDefaults timestamp_timeout=15\n',
      mode: '440',
      owner: 'root:root',
      check: 'visudo -cf',
    },
  ]
}

function loginDefaults(settings: UserSettings, context: ModuleContext): readonly Resource[] {
  if (!settings.login_defaults) return []
  const { releases, withoutYescrypt } = context.distribution
  const shared = {
    kind: 'setting',
    controls: [controls.loginDefaults],
    path: '/etc/login.defs',
    separator: ' ',
  } as const
  return [
    {
      ...base('user.umask', 'login_defaults', {
        title: 'Make new files private to owner and group',
        why: controls.loginDefaults.why,
      }),
      ...shared,
      values: { UMASK: '027' },
    },
    {
      ...base('user.hashes', 'login_defaults', {
        title: 'Hash new passwords with yescrypt',
        why: controls.loginDefaults.why,
      }),
      ...shared,
      when: { fact: 'release', is: releases.filter((release) => !withoutYescrypt.includes(release)).join(' ') },
      values: { ENCRYPT_METHOD: 'YESCRYPT' },
    },
  ]
}

function removed(settings: UserSettings): readonly Resource[] {
  if (settings.remove.length === 0) return []
  return [
    {
      ...base('user.removed', 'remove', {
        title: `Remove the accounts ${settings.remove.join(', ')}; their homes stay`,
        why: 'an account that nobody uses is used by somebody else',
      }),
      kind: 'noUser',
      // who is to administer the machine from now on is there first
      needs: settings.admins.map(({ username }) => idFor('account', username)),
      users: settings.remove,
    },
  ]
}

function declare(settings: UserSettings, context: ModuleContext): readonly Resource[] {
  const { packages, adminGroup } = context.distribution.names
  return [
    {
      ...base('user.packages', 'admins', {
        title: 'Install sudo and what checks new passwords',
        why: 'administrators become root by sudo; nothing else refuses a weak password',
      }),
      kind: 'packages',
      packages: [...(packages.sudo ?? []), ...(settings.password_quality ? (packages.pwquality ?? []) : [])].map(
        (name) => ({ module: 'user', name }),
      ),
    },
    ...loginDefaults(settings, context),
    ...sudoDefaults(settings),
    ...su(settings),
    ...quality(settings),
    ...lock(settings, context),
    ...groups(settings),
    ...settings.admins.flatMap((one, index) => admin(one, index, settings, adminGroup)),
    ...settings.users.flatMap((one, index) => person(one, index, settings)),
    ...removed(settings),
  ]
}

export const user: Module<typeof schema> = {
  name: 'user',
  summary: 'administrators, users, groups, keys, sudo',
  schema,
  after: [],
  administrators: ({ admins }) =>
    admins
      .filter(({ ssh_keys, locked }) => ssh_keys.length > 0 && !locked)
      .map(({ username, sudo }) => ({
        name: username,
        needs: [idFor('keys', username), ...(sudo === 'nopasswd' ? [idFor('sudo', username)] : [])],
      })),
  check,
  declare,
}
