import type { Resource, ResourceBase, ResourceId } from '../../ir/resource.js'
import type { Module } from '../module.js'
import { controls } from './controls.js'
import { countPath, motdScript } from './parts.js'
import { type MotdSettings, schema } from './schema.js'

/** What the distributions show at log-in beside: kernel versions, news, advertisements. */
const distributionParts = [
  '00-header',
  '10-help-text',
  '10-uname',
  '50-landscape-sysinfo',
  '50-motd-news',
  '88-esm-announce',
  '91-contract-ua-esm-status',
]

function base(id: ResourceId, option: string, rest: Pick<ResourceBase, 'title' | 'why'>): ResourceBase {
  return { id, controls: [], risk: 'none', needs: [], origin: ['modules', 'motd', option], ...rest }
}

const root = { kind: 'file', mode: '644', owner: 'root:root' } as const

function declare(settings: MotdSettings): readonly Resource[] {
  const count = `apt-get -s -o Debug::NoLocking=true upgrade | grep -c ^Inst >${countPath} || :`
  return [
    {
      ...base('motd.script', 'banner_style', {
        title: 'Show the state of the machine at log-in',
        why: 'who logs in sees at once what is wrong; in plain text, within a few milliseconds',
      }),
      ...root,
      path: '/etc/update-motd.d/10-flux',
      content: motdScript(settings),
      mode: '755',
    },
    {
      ...base('motd.others', 'banner_style', {
        title: 'Keep the distribution’s own parts from running',
        why: 'they say less, take longer, or advertise',
      }),
      kind: 'permissions',
      mode: '644',
      owner: 'root:root',
      paths: distributionParts.map((name) => `/etc/update-motd.d/${name}`),
    },
    {
      ...base('motd.static', 'banner_style', {
        title: 'Empty the static message',
        why: 'it is shown at every log-in and says nothing about this machine',
      }),
      ...root,
      path: '/etc/motd',
      content: '',
    },
    ...(settings.show_updates
      ? [
          {
            ...base('motd.count', 'show_updates', {
              title: 'Have apt count what can be upgraded when it refreshes its index',
              why: 'at log-in it would take seconds',
            }),
            ...root,
            path: '/etc/apt/apt.conf.d/99flux-motd',
            content: `APT::Update::Post-Invoke-Success { "${count}"; };\n`,
          },
        ]
      : []),
    ...(settings.issue_text === ''
      ? []
      : [
          {
            ...base('motd.issue', 'issue_text', { title: 'Write the notice on the console', why: controls.issue.why }),
            ...root,
            controls: [controls.issue],
            path: '/etc/issue',
            content: `${settings.issue_text.replace(/\n+$/, '')}\n\n`,
          },
        ]),
  ]
}

export const motd: Module<typeof schema> = {
  name: 'motd',
  summary: 'the state of the machine at log-in, in plain text and fast',
  schema,
  after: ['hostname', 'ssh'],
  declare,
}
