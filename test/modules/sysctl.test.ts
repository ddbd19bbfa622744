import { describe, expect, it } from 'vitest'
import { debian } from '../../src/distro/debian.js'
import type { Resource } from '../../src/ir/resource.js'
import { sysctl } from '../../src/modules/sysctl/module.js'
import { presets } from '../../src/modules/sysctl/presets.js'
import { schema } from '../../src/modules/sysctl/schema.js'
import { alone } from './context.js'

type Options = Readonly<Record<string, unknown>>
const resources = (options: Options): readonly Resource[] =>
  sysctl.declare(schema.parse(options), { ...alone, distribution: debian, others: {} })
const ids = (options: Options): readonly string[] => resources(options).map(({ id }) => id)

function parameters(options: Options): Readonly<Record<string, string>> {
  const found = resources(options).find((resource) => resource.kind === 'sysctl')
  return found?.kind === 'sysctl' ? found.parameters : {}
}

describe('a preset', () => {
  it.each([
    ['security', { 'kernel.randomize_va_space': '2', 'net.ipv4.conf.all.rp_filter': '1', 'kernel.sysrq': '0' }],
    ['performance', { 'kernel.sysrq': '0', 'net.core.somaxconn': '4096', 'net.ipv4.tcp_rmem': '4096 131072 16777216' }],
    ['router', { 'net.ipv4.ip_forward': '1', 'net.ipv4.conf.all.rp_filter': '2', 'net.ipv6.conf.all.accept_ra': '2' }],
    ['container-host', { 'net.ipv4.ip_forward': '1', 'vm.max_map_count': '262144', 'kernel.kptr_restrict': '2' }],
  ])('%s sets %j among others', (preset, want) => {
    expect(parameters({ preset })).toMatchObject(want)
  })

  it('security has every parameter of controls 21 to 31, on all interfaces and on those to come', () => {
    const keys = Object.keys(parameters({}))
    for (const name of [
      'accept_redirects',
      'secure_redirects',
      'send_redirects',
      'accept_source_route',
      'rp_filter',
      'log_martians',
    ]) {
      expect(keys).toEqual(expect.arrayContaining([`net.ipv4.conf.all.${name}`, `net.ipv4.conf.default.${name}`]))
    }
    for (const name of ['accept_redirects', 'accept_source_route']) {
      expect(keys).toEqual(expect.arrayContaining([`net.ipv6.conf.all.${name}`, `net.ipv6.conf.default.${name}`]))
    }
    const numbers = new Set(presets.security.map(({ control }) => control?.number))
    expect(numbers).toEqual(new Set([21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31]))
  })

  it.each(Object.keys(presets))('%s has nothing that cuts a machine off', (preset) => {
    const set = parameters({ preset })
    for (const [key, value] of Object.entries(set)) {
      expect(key).not.toBe('kernel.modules_disabled')
      expect(key).not.toMatch(/disable_ipv6|autoconf/)
      if (/ip_forward|\.forwarding$|accept_ra$/.test(key)) expect(value).not.toBe('0')
    }
  })

  it.each(Object.entries(presets))('%s has keys and values that the schema takes', (_name, entries) => {
    // A `*` stands for each interface that the machine has.
    const own = Object.fromEntries(entries.map(({ key, value }) => [key.replace('*', 'eth0'), value]))
    expect(schema.safeParse({ parameters: own }).success).toBe(true)
  })

  it('custom sets nothing of its own', () => {
    expect(parameters({ preset: 'custom' })).toEqual({})
    expect(ids({ preset: 'custom', core_dumps: true, blocked_modules: [] })).toEqual([])
  })
})

describe('a parameter', () => {
  it('wins over the preset, in its place and with its control', () => {
    const options = { parameters: { 'net.ipv4.conf.all.rp_filter': 2 } }
    expect(parameters(options)['net.ipv4.conf.all.rp_filter']).toBe('2')
    const keys = (given: Options): readonly string[] =>
      Object.keys(parameters(given)).filter((key) => !key.includes('*'))
    expect(keys(options)).toEqual(keys({}))
    const step = resources(options).find((resource) => resource.kind === 'sysctl')
    expect(step?.controls.map(({ number }) => number)).toContain(30)
  })

  it('that no preset has comes last, in the order of the names', () => {
    const options = { preset: 'custom', parameters: { 'vm.swappiness': 1, 'kernel.panic': '10' } }
    expect(Object.entries(parameters(options))).toEqual([
      ['kernel.panic', '10'],
      ['vm.swappiness', '1'],
    ])
  })

  it('of one interface is not contradicted by the preset’s pattern for all of them', () => {
    const key = 'net.ipv4.conf.eth0.rp_filter'
    const set = parameters({ parameters: { [key]: 2 } })
    expect(set[key]).toBe('2')
    expect([undefined, '2']).toContain(set['net.ipv4.conf.*.rp_filter'])
  })

  it.each([
    'net/ipv4/ip_forward',
    '../../etc/passwd',
    'kernel',
    'a..b',
    '.a.b',
    'kernel.x y',
    'kernel.$(id)',
    "kernel.'",
    'kernel.a\nb',
  ])('is not called %j', (key) => {
    expect(schema.safeParse({ parameters: { [key]: 1 } }).success).toBe(false)
  })

  it.each(['', ' 1', '1 ', '1  2', '$(id)', '1;2', "'", '1\n2', '`id`', 1.5, true])('is not %j', (value) => {
    expect(schema.safeParse({ parameters: { 'kernel.panic': value } }).success).toBe(false)
  })
})

describe('what sysctl declares', () => {
  it('has core dumps off in the kernel, in the limits and in systemd, or none of it', () => {
    expect(ids({})).toEqual(expect.arrayContaining(['sysctl.core-limit', 'sysctl.core-storage']))
    expect(parameters({})['fs.suid_dumpable']).toBe('0')
    expect(ids({ core_dumps: true }).filter((id) => id.startsWith('sysctl.core'))).toEqual([])
    expect(parameters({ core_dumps: true })).not.toHaveProperty('fs.suid_dumpable')
  })

  it('keeps modules from being loaded that no server needs, never those that some boot with', () => {
    const step = resources({}).find((resource) => resource.kind === 'kernelModule')
    const modules = step?.kind === 'kernelModule' ? step.modules : []
    expect(modules).toEqual(expect.arrayContaining(['cramfs', 'usb-storage', 'sctp']))
    for (const needed of ['vfat', 'overlay', 'squashfs', 'ext4', 'nf_tables', 'virtio_net'])
      expect(modules).not.toContain(needed)
    expect(ids({ blocked_modules: [] })).not.toContain('sysctl.modules')
  })

  it.each([
    [{ 'net.ipv6.conf.all.accept_ra': 0 }, 'router-advertisements'],
    [{ 'net.ipv6.conf.eth0.autoconf': '0' }, 'router-advertisements'],
    [{ 'net.ipv6.conf.all.disable_ipv6': 1 }, 'router-advertisements'],
    [{ 'net.ipv4.ip_forward': 0 }, 'forwarding'],
    [{ 'net.ipv6.conf.all.forwarding': '0' }, 'forwarding'],
  ])('asks the machine before %j, which could cut it off', (own, of) => {
    const all = resources({ parameters: own })
    const guard = all.find((resource) => resource.kind === 'require' && resource.guard.is === 'network-independent')
    expect(guard).toMatchObject({ guard: { of } })
    expect(all.find((resource) => resource.kind === 'sysctl')?.needs).toContain(guard?.id)
  })

  it.each([
    [{}, [0, 1]],
    [{ parameters: Object.fromEntries(['all', 'default'].map((of) => [`net.ipv4.conf.${of}.rp_filter`, 2])) }, [0]],
  ])('asks with every preset and %j before what could cut it off: %j', (own, guards) => {
    for (const preset of Object.keys(presets)) {
      const all = resources({ preset, ...own })
      const strict = all.some(
        (resource) =>
          resource.kind === 'sysctl' &&
          Object.entries(resource.parameters).some(([key, value]) => key.endsWith('.rp_filter') && value === '1'),
      )
      const found = all.flatMap((resource) => (resource.kind === 'require' ? [resource.guard.is] : []))
      expect(found).toEqual(strict ? ['answers-return'] : [])
      expect(guards).toContain(found.length)
    }
  })
})
