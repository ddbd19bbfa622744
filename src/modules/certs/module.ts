import { sha256 } from '@noble/hashes/sha2'
import { bytesToHex } from '@noble/hashes/utils'
import type { Resource, ResourceBase, ResourceId } from '../../ir/resource.js'
import type { Module, ModuleContext } from '../module.js'
import { check } from './check.js'
import { fromPem, parseCertificate, toPem } from './der.js'
import { type CertsSettings, schema } from './schema.js'

const storeId: ResourceId = 'certs.store'

function base(id: ResourceId, option: string, rest: Pick<ResourceBase, 'title' | 'why'>): ResourceBase {
  return { id, controls: [], risk: 'none', needs: [], origin: ['modules', 'certs', option], ...rest }
}

function authorities(settings: CertsSettings): readonly Resource[] {
  return settings.ca.flatMap(({ name, pem }): Resource[] => {
    // a `path` was replaced by what the file holds before the settings came here
    if (pem === undefined) return []
    const { der, until } = parseCertificate(fromPem(pem))
    return [
      {
        ...base(`certs.ca-${name.replace(/[^a-z0-9]/g, '-')}`, 'ca', {
          title: `Trust the authority ${name}, until ${until}`,
          why: `sha256 ${bytesToHex(sha256(der))}`,
        }),
        kind: 'caCertificate',
        needs: ['certs.packages'],
        notify: storeId,
        path: `/usr/local/share/ca-certificates/${name}.crt`,
        pem: toPem(der),
      },
    ]
  })
}

function trust(settings: CertsSettings, context: ModuleContext): readonly Resource[] {
  if (settings.ca.length === 0 && settings.remove.length === 0) return []
  return [
    {
      ...base('certs.packages', 'ca', {
        title: 'Install the trust store',
        why: 'it is made from what the steps below write',
      }),
      kind: 'packages',
      packages: (context.distribution.names.packages['ca-certificates'] ?? []).map((name) => ({
        module: 'certs',
        name,
      })),
    },
    ...authorities(settings),
    ...(settings.remove.length === 0
      ? []
      : [
          {
            ...base('certs.remove', 'remove', {
              title: `Trust ${settings.remove.join(', ')} no longer`,
              why: 'asked for',
            }),
            kind: 'distrust',
            needs: ['certs.packages'],
            notify: storeId,
            names: settings.remove,
          } as const,
        ]),
    {
      ...base(storeId, 'ca', {
        title: 'Make the trust store anew if that changed',
        why: 'programs read the store, not the files it is made from',
      }),
      kind: 'trustStore',
      needs: ['certs.packages'],
    },
  ]
}

function letsencrypt(settings: CertsSettings, context: ModuleContext): readonly Resource[] {
  const { enabled, email = '', domains, method, webroot, reload } = settings.letsencrypt
  if (!enabled) return []
  const hook: readonly Resource[] =
    reload.length === 0
      ? []
      : [
          {
            ...base('certs.hook', 'letsencrypt', {
              title: `Reload ${reload.join(', ')} when the certificate is renewed`,
              why: 'a server keeps the certificate that it read when it started',
            }),
            kind: 'file',
            // the first run of certbot makes the folder
            needs: ['certs.certificate'],
            path: '/etc/letsencrypt/renewal-hooks/deploy/flux',
            content: `#!/bin/sh\nexec systemctl reload-or-restart ${reload.join(' ')}\n`,
            mode: '755',
            owner: 'root:root',
          },
        ]
  return [
    {
      ...base('certs.certbot', 'letsencrypt', {
        title: 'Install certbot',
        why: 'it gets the certificate and renews it',
      }),
      kind: 'packages',
      packages: (context.distribution.names.packages.certbot ?? []).map((name) => ({ module: 'certs', name })),
    },
    {
      ...base('certs.certificate', 'letsencrypt', {
        title: `Get a certificate for ${domains.join(', ')}`,
        why: 'Let’s Encrypt asks this machine to prove the names: they must lead here',
      }),
      kind: 'certbot',
      needs: ['certs.certbot', ...(context.others.firewall === undefined ? [] : ['firewall.rules' as const])],
      domains,
      email,
      ...(method === 'webroot' && { webroot }),
    },
    ...hook,
    {
      ...base('certs.renewal', 'letsencrypt', { title: 'Have it renewed', why: 'it ends after 90 days' }),
      kind: 'service',
      needs: ['certs.certificate'],
      unit: 'certbot.timer',
    },
  ]
}

export const certs: Module<typeof schema> = {
  name: 'certs',
  summary: 'authorities that the machine trusts; certificates of Let’s Encrypt',
  schema,
  after: ['update'],
  opens: ({ letsencrypt: { enabled } }) =>
    enabled ? [{ port: 80, protocol: 'tcp', sources: [], comment: 'certbot' }] : [],
  check,
  declare: (settings, context) => [...trust(settings, context), ...letsencrypt(settings, context)],
}
