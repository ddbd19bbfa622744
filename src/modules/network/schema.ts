import { z } from 'zod'

const interfaceName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,14}$/, 'an interface is named as `ip link` shows it, 15 characters at most')
const address = z.union([z.cidrv4(), z.cidrv6()], {
  error: 'an address is written with its prefix: 192.0.2.7/24 or 2001:db8::7/64',
})
const ip = z.union([z.ipv4(), z.ipv6()], { error: 'an address is written as 192.0.2.1 or 2001:db8::1' })
const mtu = z.int().min(576).max(9216)

const addressing = {
  method: z.enum(['keep', 'dhcp', 'static']).default('keep').describe('keep: touch nothing'),
  addresses: z.array(address).default([]).describe('addresses with prefix, IPv4 and IPv6, for static'),
  gateway: z.ipv4().optional().describe('IPv4 default gateway'),
  gateway6: z.ipv6().optional().describe('IPv6 default gateway'),
  dns: z.array(ip).default([]).describe('name servers, instead of the module’s'),
  mtu: mtu.optional().describe('largest packet, in bytes'),
  ipv6: z
    .enum(['auto', 'off'])
    .default('auto')
    .describe('auto: addresses by router advertisements beside those given; off: no IPv6 but those'),
}

/** Options of the network module. */
export const schema = z.strictObject({
  manager: z
    .enum(['auto', 'netplan', 'networkd', 'networkmanager', 'ifupdown'])
    .default('auto')
    .describe('auto: what runs the network now, found out on the machine'),
  interfaces: z
    .array(z.strictObject({ name: interfaceName.describe('as `ip link` shows it'), ...addressing }))
    .default([])
    .describe('interfaces that the machine has'),
  vlans: z
    .array(
      z.strictObject({
        parent: interfaceName.describe('the interface that carries it'),
        id: z.int().min(1).max(4094).describe('its number'),
        ...addressing,
      }),
    )
    .default([])
    .describe('VLANs (802.1Q); the interface is named PARENT.ID'),
  bonds: z
    .array(
      z.strictObject({
        name: interfaceName.describe('name of the bond'),
        interfaces: z.array(interfaceName).min(1).describe('those that it is made of'),
        mode: z
          .enum(['active-backup', '802.3ad', 'balance-rr', 'balance-xor', 'balance-alb', 'balance-tlb', 'broadcast'])
          .default('active-backup')
          .describe('how traffic is spread over them'),
        ...addressing,
      }),
    )
    .default([])
    .describe('several interfaces as one'),
  routes: z
    .array(
      z.strictObject({
        interface: interfaceName.describe('the interface that it leaves by'),
        destination: z
          .union([z.cidrv4(), z.cidrv6()], { error: 'a network is written as 10.0.0.0/8' })
          .describe('the network that it leads to'),
        gateway: ip.describe('the next hop'),
        metric: z.int().min(0).max(4294967295).optional().describe('the lower, the rather it is taken'),
      }),
    )
    .default([])
    .describe('further routes'),
  dns: z
    .array(ip)
    .default([])
    .describe('name servers of all interfaces given here; under ifupdown for resolvconf, where it is installed'),
})

export type NetworkSettings = z.output<typeof schema>
export type Manager = Exclude<NetworkSettings['manager'], 'auto'>
