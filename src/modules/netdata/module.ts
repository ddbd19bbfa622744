import type { Resource, ResourceBase, ResourceId } from '../../ir/resource.js'
import type { Module, ModuleContext } from '../module.js'
import { check, isLoopback } from './check.js'
import { claimConf, netdataConf, streamConf, vendorSources } from './configuration.js'
import { type NetdataSettings, schema } from './schema.js'

const directory = '/etc/netdata'
const keyring = '/etc/apt/keyrings/netdata.asc'
const packagesId: ResourceId = 'netdata.packages'
const serviceId: ResourceId = 'netdata.service'

function base(id: ResourceId, option: string, rest: Pick<ResourceBase, 'title' | 'why'>): ResourceBase {
  return { id, controls: [], risk: 'none', needs: [], origin: ['modules', 'netdata', option], ...rest }
}

/** Releases that get the vendor's package, by what the vendor calls them. */
function vendorReleases(settings: NetdataSettings, context: ModuleContext): ReadonlyMap<string, readonly string[]> {
  const { releases, withoutNetdata, codenames } = context.distribution
  const served = { auto: withoutNetdata, distribution: [], vendor: releases }[settings.source]
  const byCodename = new Map<string, readonly string[]>()
  for (const release of served) {
    const codename = codenames[release]
    if (codename !== undefined) byCodename.set(codename, [...(byCodename.get(codename) ?? []), release])
  }
  return byCodename
}

/** The vendor's repository, for each release that needs it; what fetching it takes comes with the other packages. */
function repositories(settings: NetdataSettings, context: ModuleContext): readonly Resource[] {
  const { packages } = context.distribution.names
  const served = [...vendorReleases(settings, context)]
  if (served.length === 0) return []
  const tools: Resource = {
    ...base('netdata.tools', 'source', {
      title: 'Install curl and gpg',
      why: 'they fetch the vendor’s key and check it',
    }),
    kind: 'packages',
    when: { fact: 'release', is: served.flatMap(([, releases]) => releases).join(' ') },
    packages: [...(packages.curl ?? []), ...(packages.gnupg ?? [])].map((name) => ({ module: 'netdata', name })),
  }
  const sources = served.map(
    ([codename, releases]): Resource => ({
      ...base(`netdata.repository-${codename}`, 'repository', {
        title: `Trust the vendor’s repository for ${codename}, by its own key alone`,
        why: 'the distribution has no package of netdata; another key, or one more, is refused',
      }),
      kind: 'repository',
      needs: ['netdata.tools'],
      when: { fact: 'release', is: releases.join(' ') },
      path: '/etc/apt/sources.list.d/netdata.list',
      content: vendorSources(settings.repository, releases[0]?.split(':')[0] ?? '', codename, keyring),
      keyring,
      keyUrl: `${settings.repository}/netdatabot.gpg.key`,
      fingerprint: settings.repository_key,
    }),
  )
  return [tools, ...sources]
}

function telemetry(settings: NetdataSettings): readonly Resource[] {
  const path = `${directory}/.opt-out-from-anonymous-statistics`
  if (settings.telemetry) {
    return [
      {
        ...base('netdata.telemetry', 'telemetry', {
          title: 'Send statistics to the vendor',
          why: 'asked for; the distribution’s package opts out',
        }),
        kind: 'absent',
        needs: [packagesId],
        notify: serviceId,
        path,
      },
    ]
  }
  return [
    {
      ...base('netdata.telemetry', 'telemetry', {
        title: 'Send no statistics to the vendor',
        why: 'what runs here is nobody else’s business unless you say so',
      }),
      kind: 'file',
      needs: [packagesId],
      notify: serviceId,
      path,
      content: '',
      mode: '644',
      owner: 'root:root',
    },
  ]
}

/** Files with a secret: the script names where the machine has it. */
function secrets(settings: NetdataSettings): readonly Resource[] {
  const { claim, stream } = settings
  const shared = {
    kind: 'secretFile',
    needs: [packagesId],
    notify: serviceId,
    mode: '640',
    owner: 'root:netdata',
  } as const
  return [
    ...(claim === undefined
      ? []
      : [
          {
            ...base('netdata.claim', 'claim', {
              title: 'Join Netdata Cloud',
              why: 'asked for; the token is not in the script',
            }),
            ...shared,
            path: `${directory}/claim.conf`,
            content: claimConf(claim),
            secretFrom: claim.token_from,
          },
        ]),
    ...(stream === undefined
      ? []
      : [
          {
            ...base('netdata.stream', 'stream', {
              title: 'Send measurements to another netdata',
              why: 'asked for; the API key is not in the script',
            }),
            ...shared,
            path: `${directory}/stream.conf`,
            content: streamConf(stream),
            secretFrom: stream.api_key_from,
          },
        ]),
  ]
}

function declare(settings: NetdataSettings, context: ModuleContext): readonly Resource[] {
  const { packages, units } = context.distribution.names
  const sources = repositories(settings, context)
  return [
    ...sources,
    {
      ...base(packagesId, 'source', { title: 'Install netdata', why: 'what is not measured is found out too late' }),
      kind: 'packages',
      needs: sources.map((resource) => resource.id),
      packages: (packages.netdata ?? []).map((name) => ({ module: 'netdata', name })),
    },
    {
      ...base('netdata.configuration', 'bind', {
        title: `Have netdata listen on ${settings.bind.join(', ')}`,
        why: 'it has no passwords: who reaches it sees everything about the machine',
      }),
      kind: 'file',
      needs: [packagesId],
      notify: serviceId,
      path: `${directory}/netdata.conf`,
      content: netdataConf(settings),
      mode: '644',
      owner: 'root:root',
    },
    ...telemetry(settings),
    ...secrets(settings),
    {
      ...base(serviceId, 'port', { title: 'Run netdata, now and at boot', why: 'it measures nothing unless it runs' }),
      kind: 'service',
      risk: 'service',
      needs: ['netdata.configuration'],
      unit: units.netdata,
    },
  ]
}

export const netdata: Module<typeof schema> = {
  name: 'netdata',
  summary: 'netdata: measurements of this machine, on the loopback unless told otherwise, without telemetry',
  schema,
  after: ['firewall', 'certs'],
  opens: ({ bind, port, allow_from }) =>
    bind.every(isLoopback) ? [] : [{ port, protocol: 'tcp', sources: allow_from, comment: 'netdata' }],
  check,
  declare,
}
