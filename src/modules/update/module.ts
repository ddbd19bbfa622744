import type { Resource, ResourceBase, ResourceId } from '../../ir/resource.js'
import type { Module, ModuleContext } from '../module.js'
import { check } from './check.js'
import { controls } from './controls.js'
import { schema, type UpdateSettings } from './schema.js'

function base(id: ResourceId, option: string, rest: Pick<ResourceBase, 'title' | 'why'>): ResourceBase {
  return { id, controls: [], risk: 'none', needs: [], origin: ['modules', 'update', option], ...rest }
}

function upgrades(settings: UpdateSettings): readonly Resource[] {
  const scope = settings.security_only ? 'security' : settings.upgrade_distro ? 'full' : 'all'
  return [
    ...(settings.hold.length === 0
      ? []
      : [
          {
            ...base('update.hold', 'hold', {
              title: `Hold ${settings.hold.join(', ')}`,
              why: 'asked for: no upgrade changes them',
            }),
            kind: 'hold',
            packages: settings.hold,
          } as const,
        ]),
    ...(settings.upgrade
      ? [
          {
            ...base('update.upgrade', 'upgrade', {
              title: scope === 'security' ? 'Install security fixes' : 'Upgrade packages',
              why: 'most break-ins use what was fixed long ago; rollback does not take upgrades back',
            }),
            kind: 'upgrade',
            risk: 'service',
            scope,
            maxAge: settings.max_age * 60,
          } as const,
        ]
      : []),
  ]
}

function wanted(settings: UpdateSettings): readonly Resource[] {
  const names = [...new Set([...settings.packages, ...settings.development_packages])]
  if (names.length === 0) return []
  return [
    {
      ...base('update.packages', 'packages', { title: 'Install what was asked for', why: 'asked for' }),
      kind: 'packages',
      packages: names.map((name) => ({ module: 'update', name })),
    },
  ]
}

function unwanted(settings: UpdateSettings): readonly Resource[] {
  return [
    ...(settings.remove_packages.length === 0
      ? []
      : [
          {
            ...base('update.remove', 'remove_packages', {
              title: `Remove ${settings.remove_packages.join(', ')}`,
              why: 'asked for; if anything else would go with them, nothing is removed',
            }),
            kind: 'noPackages',
            risk: 'service',
            which: { are: 'named', packages: settings.remove_packages },
          } as const,
        ]),
    ...(settings.autoremove
      ? [
          {
            ...base('update.autoremove', 'autoremove', {
              title: 'Remove what no package needs any more',
              why: 'code that nobody uses is fixed by nobody',
            }),
            kind: 'noPackages',
            which: { are: 'unneeded' },
          } as const,
        ]
      : []),
    ...(settings.clean_cache
      ? [
          {
            ...base('update.cache', 'clean_cache', { title: 'Keep no downloaded packages', why: 'disk' }),
            kind: 'packageCache',
          } as const,
        ]
      : []),
  ]
}

/** Text of apt.conf(5). It sorts after the distribution's own 20auto-upgrades and 50unattended-upgrades: the last value counts. */
function unattendedConf(settings: UpdateSettings): string {
  const { auto_reboot: reboots, reboot_time: time, notify_email: mail } = settings
  return [
    'APT::Periodic::Update-Package-Lists "1";',
    'APT::Periodic::Unattended-Upgrade "1";',
    `Unattended-Upgrade::Automatic-Reboot "${reboots}";`,
    ...(reboots ? [`Unattended-Upgrade::Automatic-Reboot-Time "${time}";`] : []),
    ...(mail === undefined
      ? []
      : [`Unattended-Upgrade::Mail "${mail}";`, 'Unattended-Upgrade::MailReport "on-change";']),
    '',
  ].join('\n')
}

function unattended(settings: UpdateSettings, context: ModuleContext): readonly Resource[] {
  if (!settings.unattended_upgrades) return []
  const timers = ['apt-daily', 'apt-daily-upgrade']
  return [
    {
      ...base('update.unattended-packages', 'unattended_upgrades', {
        title: 'Install unattended-upgrades',
        why: controls.unattended.why,
      }),
      kind: 'packages',
      packages: (context.distribution.names.packages.unattended ?? []).map((name) => ({ module: 'update', name })),
    },
    {
      ...base('update.unattended', 'unattended_upgrades', {
        title: 'Install security fixes every day',
        why: controls.unattended.why,
      }),
      kind: 'file',
      controls: [controls.unattended],
      needs: ['update.unattended-packages'],
      path: '/etc/apt/apt.conf.d/52flux-unattended',
      content: unattendedConf(settings),
      mode: '644',
      owner: 'root:root',
    },
    ...timers.map(
      (timer): Resource => ({
        ...base(`update.${timer}`, 'unattended_upgrades', {
          title: `Have ${timer}.timer run`,
          why: 'the configuration alone starts nothing',
        }),
        kind: 'service',
        controls: [controls.unattended],
        needs: ['update.unattended'],
        unit: `${timer}.timer`,
      }),
    ),
  ]
}

function reboots(settings: UpdateSettings): readonly Resource[] {
  if (settings.reboot === 'never') return []
  return [
    {
      ...base('update.reboot', 'reboot', {
        title: 'Plan a reboot if what was upgraded needs one',
        why: 'an old kernel stays in use until then; a minute is left to cancel it: shutdown -c',
      }),
      kind: 'reboot',
      risk: 'reboot',
      delay: 1,
    },
  ]
}

export const update: Module<typeof schema> = {
  name: 'update',
  summary: 'packages: index, upgrades, holds, what is to be there and what not, unattended upgrades',
  schema,
  after: [],
  check,
  declare: (settings, context) => [
    ...upgrades(settings),
    ...wanted(settings),
    ...unwanted(settings),
    ...unattended(settings, context),
    ...reboots(settings),
  ],
}
