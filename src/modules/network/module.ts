import type { Resource, ResourceBase, ResourceId } from '../../ir/resource.js'
import type { Module } from '../module.js'
import { check } from './check.js'
import { ifupdownFiles } from './ifupdown.js'
import { hardwareOf, type Link, linksOf } from './links.js'
import { netplanFiles } from './netplan.js'
import { type ManagedFile, networkdFiles } from './networkd.js'
import { networkmanagerFiles } from './networkmanager.js'
import { type Manager, type NetworkSettings, schema } from './schema.js'

const applyId: ResourceId = 'network.apply'
const presentId: ResourceId = 'network.interfaces'

/** The files of each manager. */
const renderers: Readonly<Record<Manager, (links: readonly Link[]) => readonly ManagedFile[]>> = {
  netplan: netplanFiles,
  networkd: networkdFiles,
  networkmanager: networkmanagerFiles,
  ifupdown: ifupdownFiles,
}
const managers = Object.keys(renderers) as readonly Manager[]

function base(id: ResourceId, option: string, rest: Pick<ResourceBase, 'title' | 'why' | 'risk'>): ResourceBase {
  return { id, controls: [], needs: [], origin: ['modules', 'network', option], ...rest }
}

/** The files of one manager; with `auto` each set is written where that manager runs the network. */
function filesOf(manager: Manager, links: readonly Link[], asked: NetworkSettings['manager']): readonly Resource[] {
  const when = asked === 'auto' ? { when: { fact: 'network-manager', is: manager } as const } : {}
  const files = renderers[manager](links)
  const stanzas: readonly Resource[] =
    manager === 'ifupdown' || manager === 'netplan'
      ? [
          {
            ...base(`network.${manager}-stanzas`, 'interfaces', {
              title: `Leave the interfaces to ${files[0]?.path}`,
              why: `of two files that name one interface ${manager} does what both say`,
              risk: 'lockout',
            }),
            ...when,
            kind: 'interfaceStanzas',
            needs: [presentId],
            notify: applyId,
            manager,
            interfaces: links.map(({ name }) => name),
          },
        ]
      : []
  const resources = files.map(
    ({ key, path, content, mode }): Resource => ({
      ...base(`network.${key}`, 'interfaces', {
        title: `Write ${path}`,
        why: `so ${manager} sets up ${links.map(({ name }) => name).join(', ')}`,
        risk: 'lockout',
      }),
      ...when,
      kind: 'file',
      needs: [presentId],
      notify: applyId,
      path,
      content,
      mode,
      owner: 'root:root',
    }),
  )
  return [...stanzas, ...resources]
}

function declare(settings: NetworkSettings): readonly Resource[] {
  const links = linksOf(settings)
  if (links.length === 0) return []
  const used = settings.manager === 'auto' ? managers : [settings.manager]
  const files = used.flatMap((manager) => filesOf(manager, links, settings.manager))
  return [
    {
      ...base(presentId, 'interfaces', {
        title: `Require the interfaces ${hardwareOf(settings).join(', ')}`,
        why: 'a name that is wrong would leave the machine without a network',
        risk: 'none',
      }),
      kind: 'require',
      guard: { is: 'interfaces-there', names: hardwareOf(settings) },
    },
    {
      ...base('network.cloud-init', 'interfaces', {
        title: 'Have cloud-init leave the network alone',
        why: 'at the next boot it would write its own configuration again',
        risk: 'none',
      }),
      kind: 'file',
      when: { fact: 'path', is: '/etc/cloud/cloud.cfg.d' },
      needs: [presentId],
      path: '/etc/cloud/cloud.cfg.d/99-flux-network.cfg',
      content: 'network: {config: disabled}\n',
      mode: '644',
      owner: 'root:root',
    },
    ...files,
    {
      ...base(applyId, 'interfaces', {
        title: `Set up ${links.map(({ name }) => name).join(', ')}, and see that the machine is still reached`,
        why: 'gateways must answer and the way back to your SSH client must exist, else all is taken back',
        risk: 'lockout',
      }),
      kind: 'network',
      needs: files.map(({ id }) => id),
      interfaces: links.map(({ name }) => name),
      addresses: links.flatMap(({ addresses }) => addresses.map((address) => address.replace(/\/.*/, ''))),
      gateways: links
        .flatMap(({ routes }) => routes.map(({ gateway }) => gateway))
        .filter((gateway) => !gateway.startsWith('fe80:')),
      ...(settings.manager !== 'auto' && { manager: settings.manager }),
    },
  ]
}

export const network: Module<typeof schema> = {
  name: 'network',
  summary: 'addresses, routes, name servers, VLANs and bonds, taken back if the machine is cut off',
  schema,
  after: ['update', 'hostname'],
  check,
  declare,
}
