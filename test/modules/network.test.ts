import { describe, expect, it } from 'vitest'
import { check } from '../../src/modules/network/check.js'
import { ifupdownFiles } from '../../src/modules/network/ifupdown.js'
import { linksOf } from '../../src/modules/network/links.js'
import { network } from '../../src/modules/network/module.js'
import { type NetworkSettings, schema } from '../../src/modules/network/schema.js'
import { alone } from './context.js'

const vlan = { parent: 'eth0', id: 12, method: 'static', addresses: ['10.79.0.2/24'] } as const

function settings(values: unknown): NetworkSettings {
  return schema.parse(values)
}

describe('a static address without a gateway', () => {
  it.each([
    ['alone', { vlans: [vlan] }, ['FLX206']],
    ['beside an interface that is named to be kept', { vlans: [vlan], interfaces: [{ name: 'eth0' }] }, []],
    [
      'beside one with a gateway',
      {
        vlans: [vlan],
        interfaces: [{ name: 'eth1', method: 'static', addresses: ['10.0.0.2/24'], gateway: '10.0.0.1' }],
      },
      [],
    ],
    ['beside one with DHCP', { vlans: [vlan], interfaces: [{ name: 'eth1', method: 'dhcp' }] }, []],
  ])('%s', (_, values, want) => {
    expect(check(settings(values)).map(({ code }) => code)).toEqual(want)
  })
})

describe('files of others', () => {
  it.each(['ifupdown', 'netplan'] as const)(
    'of %s lose what they say of the interfaces given, and no other',
    (manager) => {
      const resources = network.declare(settings({ manager, vlans: [vlan], interfaces: [{ name: 'eth0' }] }), alone)
      const released = resources.filter((resource) => resource.kind === 'interfaceStanzas')
      expect(released).toMatchObject([{ manager, interfaces: ['eth0.12'], risk: 'lockout' }])
      const paths = resources.flatMap((resource) => (resource.kind === 'file' ? [resource.path] : []))
      expect(paths.filter((path) => path.includes('50-cloud-init'))).toEqual([])
    },
  )
})

describe('a bond under ifupdown', () => {
  it('is made by iproute2 alone: ifenslave may not be there', () => {
    const bond = { name: 'bond0', interfaces: ['eth1', 'eth2'], method: 'static', addresses: ['10.78.0.2/24'] }
    const [file] = ifupdownFiles(linksOf(settings({ bonds: [bond] })))
    expect(file?.content).toContain('ip link add bond0 type bond mode active-backup')
    expect(file?.content).not.toMatch(/bond-(slaves|master|mode)/)
  })
})
