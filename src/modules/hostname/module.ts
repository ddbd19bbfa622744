import type { Resource, ResourceBase, ResourceId } from '../../ir/resource.js'
import type { Module } from '../module.js'
import { check } from './check.js'
import { entriesOf, namesOf } from './names.js'
import { type HostnameSettings, schema } from './schema.js'

function base(id: ResourceId, option: string, rest: Pick<ResourceBase, 'title' | 'why'>): ResourceBase {
  return { id, controls: [], risk: 'none', needs: [], origin: ['modules', 'hostname', option], ...rest }
}

/** cloud-init would give the machine its old name back at the next boot. */
const standDown: Resource = {
  ...base('hostname.cloud-init', 'hostname', {
    title: 'Have cloud-init leave the name alone',
    why: 'at every boot it would give the machine the name that the cloud knows',
  }),
  kind: 'file',
  when: { fact: 'path', is: '/etc/cloud/cloud.cfg.d' },
  path: '/etc/cloud/cloud.cfg.d/99-flux-hostname.cfg',
  content: 'preserve_hostname: true\nmanage_etc_hosts: false\n',
  mode: '644',
  owner: 'root:root',
}

function declare(settings: HostnameSettings): readonly Resource[] {
  const names = namesOf(settings)
  const entries = entriesOf(settings)
  const hosts: readonly Resource[] =
    entries.length === 0
      ? []
      : [
          {
            ...base('hostname.hosts', 'hosts', {
              title: `Have ${entries.map(({ names: all }) => all[0]).join(', ')} in /etc/hosts`,
              why: 'before the name changes: sudo looks it up at every command',
            }),
            kind: 'hostsEntry',
            entries,
          },
        ]
  if (names === undefined) return hosts
  return [
    {
      ...base('hostname.sudo', 'hostname', {
        title: `Require that sudo's rules hold for the name ${names.short}`,
        why: 'a rule that is bound to the old name would not hold any more: nobody might become root',
      }),
      kind: 'require',
      guard: { is: 'sudo-stays', host: names.short },
    },
    ...[standDown, ...hosts].map((resource) => ({ ...resource, needs: ['hostname.sudo'] as const })),
    {
      ...base('hostname.name', 'hostname', {
        title: `Call the machine ${names.full ?? names.short}`,
        why: 'logs and prompts say which machine this is',
      }),
      kind: 'hostname',
      needs: ['hostname.sudo', ...hosts.map(({ id }) => id)],
      name: names.short,
    },
  ]
}

export const hostname: Module<typeof schema> = {
  name: 'hostname',
  summary: 'host name, full name and /etc/hosts, which survive cloud-init',
  schema,
  after: ['update'],
  check,
  declare,
}
