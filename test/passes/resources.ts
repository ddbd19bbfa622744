import fc from 'fast-check'
import type { Plan } from '../../src/ir/plan.js'
import type { Kind, Resource, ResourceBase, ResourceId, ResourceOf } from '../../src/ir/resource.js'

/** The part that all resources have, for tests that do not care. */
export function base(id: ResourceId, rest: Partial<ResourceBase> = {}): ResourceBase {
  const about = {
    title: 'Do it',
    why: 'for a test',
    controls: [],
    risk: 'none',
    needs: [],
    origin: ['modules'],
  } as const
  return { id, ...about, ...rest }
}

/** One resource of every kind: a kind without one does not compile. */
export const samples: { readonly [K in Kind]: ResourceOf<K> } = {
  absent: { ...base('a.absent'), kind: 'absent', path: '/etc/a b' },
  authorizedKeys: {
    ...base('a.keys'),
    kind: 'authorizedKeys',
    user: 'alice',
    keys: ['ssh-ed25519 AAAA a'],
    exclusive: true,
  },
  block: { ...base('a.block'), kind: 'block', path: '/etc/a b', content: 'Include x\n', unless: '^Include' },
  caCertificate: {
    ...base('a.ca'),
    kind: 'caCertificate',
    path: '/usr/local/share/ca-certificates/a.crt',
    pem: 'PEM\n',
  },
  certbot: {
    ...base('a.certbot'),
    kind: 'certbot',
    domains: ['a.example.org'],
    email: 'a@example.org',
    webroot: '/var/www',
  },
  distrust: { ...base('a.distrust'), kind: 'distrust', names: ['mozilla/a.crt'] },
  file: {
    ...base('a.file'),
    kind: 'file',
    path: '/etc/a.conf',
    content: 'x\n',
    mode: '600',
    owner: 'root:root',
    check: 'sshd -t -f',
  },
  firewall: {
    ...base('a.firewall'),
    kind: 'firewall',
    backend: { name: 'ufw', rules: ["allow 22/tcp comment 'flux: ssh'"] },
  },
  gitCheckout: {
    ...base('a.checkout'),
    kind: 'gitCheckout',
    path: '/opt/a',
    url: 'https://example.org/a.git',
    commit: '0'.repeat(40),
  },
  group: { ...base('a.group'), kind: 'group', name: 'staff', gid: 2000 },
  hold: { ...base('a.hold'), kind: 'hold', packages: ['less'] },
  hostname: { ...base('a.hostname'), kind: 'hostname', name: 'web1' },
  hostsEntry: { ...base('a.hosts'), kind: 'hostsEntry', entries: [{ ip: '192.0.2.1', names: ['a'] }] },
  interfaceStanzas: { ...base('a.stanzas'), kind: 'interfaceStanzas', manager: 'netplan', interfaces: ['eth0'] },
  pamProfile: { ...base('a.pam'), kind: 'pamProfile', module: 'pam_faillock.so', profiles: ['flux-faillock'] },
  loginShell: { ...base('a.shell'), kind: 'loginShell', shell: '/bin/sh', users: ['alice'] },
  moduli: { ...base('a.moduli'), kind: 'moduli', path: '/etc/ssh/moduli', minimum: 3072 },
  kernelModule: { ...base('a.kernel-module'), kind: 'kernelModule', path: '/etc/modprobe.d/a.conf', modules: ['udf'] },
  network: {
    ...base('a.network'),
    kind: 'network',
    interfaces: ['eth0'],
    addresses: ['192.0.2.7'],
    gateways: ['192.0.2.1'],
    manager: 'networkd',
  },
  noPackages: { ...base('a.no-packages'), kind: 'noPackages', which: { are: 'named', packages: ['nano'] } },
  noUser: { ...base('a.no-user'), kind: 'noUser', users: ['mallory'] },
  packageCache: { ...base('a.cache'), kind: 'packageCache' },
  packages: { ...base('a.packages'), kind: 'packages', packages: [{ module: 'a', name: 'ufw' }] },
  permissions: {
    ...base('a.permissions'),
    kind: 'permissions',
    mode: '600',
    owner: 'root:root',
    paths: ['/etc/a/*.conf'],
  },
  reboot: { ...base('a.reboot'), kind: 'reboot', delay: 1 },
  reload: { ...base('a.reload'), kind: 'reload', unit: 'ssh', listens: { port: 2222 } },
  repeat: { ...base('a.repeat'), kind: 'repeat', steps: ['a.firewall'] },
  repository: {
    ...base('a.repository'),
    kind: 'repository',
    path: '/etc/apt/sources.list.d/a.list',
    content: 'deb https://example.org/ a/\n',
    keyring: '/etc/apt/keyrings/a.asc',
    keyUrl: 'https://example.org/key',
    fingerprint: 'A'.repeat(40),
  },
  require: { ...base('a.require'), kind: 'require', guard: { is: 'sshd-works' } },
  rootLogin: { ...base('a.root-login'), kind: 'rootLogin', path: '/etc/ssh/sshd_config.d/root.conf' },
  secretFile: {
    ...base('a.secret'),
    kind: 'secretFile',
    path: '/etc/a.secret',
    content: 'key = @SECRET@\n',
    mode: '600',
    owner: 'root:root',
    secretFrom: '/root/key',
  },
  service: { ...base('a.service'), kind: 'service', unit: 'fail2ban' },
  setting: { ...base('a.setting'), kind: 'setting', path: '/etc/default/a', values: { KEY: '"value"', EMPTY: '' } },
  sysctl: { ...base('a.sysctl'), kind: 'sysctl', path: '/etc/sysctl.d/a.conf', parameters: { 'kernel.sysrq': '0' } },
  trustStore: { ...base('a.trust'), kind: 'trustStore' },
  upgrade: { ...base('a.upgrade'), kind: 'upgrade', scope: 'all', maxAge: 60 },
  user: {
    ...base('a.user'),
    kind: 'user',
    name: 'alice',
    uid: 2000,
    shell: '/bin/bash',
    fullname: "Alice O'Hara",
    groups: ['sudo'],
    passwordHash: '$6$a$b',
    expires: 21915,
  },
}

/** Every kind's name. */
export const kindNames = Object.keys(samples) as readonly Kind[]

/** A plan's head, for tests of what comes behind it. */
export const about: Omit<Plan, 'runtime' | 'steps'> = {
  workflow: 'test',
  modules: ['a'],
  settingsDigest: '0'.repeat(64),
  targets: ['debian:12'],
}

/** A resource of `kind`, whatever else there is to it. */
export function sample(kind: Kind, id: ResourceId, rest: Partial<ResourceBase> = {}): Resource {
  return { ...samples[kind], id, ...rest } as Resource
}

/** Resources of any kinds whose needs form a DAG, in any order: `r0` needs none, `r5` may need some of `r0` to `r4`. */
export const dags: fc.Arbitrary<readonly Resource[]> = fc
  .array(
    fc.record({ kind: fc.constantFrom(...kindNames), needs: fc.array(fc.nat(), { maxLength: 4 }), at: fc.nat() }),
    {
      maxLength: 14,
    },
  )
  .map((nodes) =>
    nodes
      .map(({ kind, needs, at }, index) => {
        const ids = index === 0 ? [] : needs.map((need): ResourceId => `m.r${need % index}`)
        return { at, resource: sample(kind, `m.r${index}`, { needs: [...new Set(ids)] }) }
      })
      .sort((a, b) => a.at - b.at)
      .map(({ resource }) => resource),
  )
