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
  block: { ...base('a.block'), kind: 'block', path: '/etc/a b', content: 'Include x\n', unless: '^Include' },
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
  moduli: { ...base('a.moduli'), kind: 'moduli', path: '/etc/ssh/moduli', minimum: 3072 },
  kernelModule: { ...base('a.kernel-module'), kind: 'kernelModule', path: '/etc/modprobe.d/a.conf', modules: ['udf'] },
  packages: { ...base('a.packages'), kind: 'packages', packages: [{ module: 'a', name: 'ufw' }] },
  permissions: {
    ...base('a.permissions'),
    kind: 'permissions',
    mode: '600',
    owner: 'root:root',
    paths: ['/etc/a/*.conf'],
  },
  reload: { ...base('a.reload'), kind: 'reload', unit: 'ssh', listens: { port: 2222 } },
  repeat: { ...base('a.repeat'), kind: 'repeat', steps: ['a.firewall'] },
  require: { ...base('a.require'), kind: 'require', guard: { is: 'sshd-works' } },
  rootLogin: { ...base('a.root-login'), kind: 'rootLogin', path: '/etc/ssh/sshd_config.d/root.conf' },
  service: { ...base('a.service'), kind: 'service', unit: 'fail2ban' },
  setting: { ...base('a.setting'), kind: 'setting', path: '/etc/default/a', values: { KEY: '"value"', EMPTY: '' } },
  sysctl: { ...base('a.sysctl'), kind: 'sysctl', path: '/etc/sysctl.d/a.conf', parameters: { 'kernel.sysrq': '0' } },
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
