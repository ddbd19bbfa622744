import { z } from 'zod'

/** A label of RFC 1123: letters, digits, dashes inside; 63 at most. Lower case, for ssh and certificates compare so. */
const label = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?'
const labelText = z
  .string()
  .regex(
    new RegExp(`^${label}$`),
    'a host name has lower-case letters, digits and dashes inside, 63 at most (RFC 1123)',
  )
  .refine((text) => !/^\d+$/.test(text), 'a host name of digits alone is taken for an address')
  .refine((text) => text !== 'localhost', 'localhost is the name of every machine')
const domainText = z
  .string()
  .max(253 - 64)
  .regex(new RegExp(`^${label}(\\.${label})*$`), 'a domain is written as example.org, lower case (RFC 1123)')
const fullName = z
  .string()
  .max(253)
  .regex(new RegExp(`^${label}(\\.${label})+$`), 'a full name is written as web1.example.org, lower case (RFC 1123)')
const anyName = z
  .string()
  .max(253)
  .regex(new RegExp(`^${label}(\\.${label})*$`), 'a name is written as web1 or web1.example.org, lower case (RFC 1123)')
const address = z
  .union([z.ipv4(), z.ipv6()], { error: 'an address is written as 192.0.2.7 or 2001:db8::7' })
  .refine((text) => !['127.0.0.1', '::1'].includes(text), 'the loopback addresses belong to localhost')

/** Options of the hostname module. */
export const schema = z.strictObject({
  hostname: labelText.optional().describe('short name; unset: the machine keeps its own'),
  domain: domainText.optional().describe('domain; the full name is hostname.domain'),
  fqdn: fullName.optional().describe('full name, instead of hostname and domain'),
  hosts: z
    .array(
      z.strictObject({ ip: address.describe('its address'), names: z.array(anyName).min(1).describe('its names') }),
    )
    .default([])
    .describe('names of other machines for /etc/hosts: { ip = "10.0.0.5", names = ["db1"] }'),
  manage_etc_hosts: z
    .boolean()
    .default(true)
    .describe('let the machine’s own name stand in /etc/hosts, for sudo looks it up'),
})

export type HostnameSettings = z.output<typeof schema>
