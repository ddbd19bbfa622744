import type { z } from 'zod'
import { modules } from '../../src/modules/registry.js'
import { authority } from '../modules/certificates.js'

/** A place of a module's settings that a value can be written to. */
export interface Place {
  readonly module: string
  /** As a reader names it: `rules.0.comment`, `parameters.<key>`. */
  readonly name: string
  /** The module's settings, the rest of them harmless, with `value` there. */
  put(value: unknown): Readonly<Record<string, unknown>>
}

type Put = (value: unknown) => unknown

/** What must stand beside the value under test for it to matter, by the table that the place is in, or behind = by place. */
const companions: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'certs.ca.0': { name: 'a', pem: authority },
  '=certs.ca.0.path': { name: 'a' },
  'certs.letsencrypt': { enabled: true, email: 'a@example.org', domains: ['a.example.org'] },
  firewall: { preset: 'web-server' },
  'firewall.rules.0': { port: 8080 },
  hostname: { hostname: 'a' },
  'hostname.hosts.0': { ip: '192.0.2.1', names: ['a1'] },
  'netdata.claim': { token_from: 'TOKEN' },
  'netdata.stream': { destination: ['a:1'], api_key_from: 'KEY' },
  network: { interfaces: [{ name: 'e0', method: 'dhcp' }] },
  'network.bonds.0': { name: 'b0', interfaces: ['e0'], method: 'dhcp' },
  'network.interfaces.0': { name: 'e0', method: 'dhcp' },
  'network.routes.0': { interface: 'e0', destination: '10.0.0.0/8', gateway: '192.0.2.1' },
  'network.vlans.0': { parent: 'e0', id: 7, method: 'dhcp' },
  'user.admins.0': { username: 'alice' },
  'user.groups.0': { name: 'staff' },
  'user.users.0': { username: 'bob' },
}
const harmlessKeys = ['net.ipv4.tcp_fin_timeout', 'word']
const harmlessEntries = [1, 'word', true]

/** The first of some values that a schema takes. */
function taken(schema: z.core.$ZodType, values: readonly unknown[]): unknown {
  return values.find((value) => (schema as z.ZodType).safeParse(value).success)
}

/** Every leaf below a schema, however it is nested; `put` builds what is around it. */
function leaves(schema: z.core.$ZodType, path: readonly string[], put: Put): readonly (readonly [string, Put])[] {
  const { def } = (schema as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'default':
    case 'prefault':
    case 'optional':
    case 'nullable':
      return leaves(def.innerType, path, put)
    case 'object':
      return Object.entries(def.shape).flatMap(([key, inner]) =>
        leaves(inner, [...path, key], (value) =>
          put({ ...(companions[`=${[...path, key].join('.')}`] ?? companions[path.join('.')]), [key]: value }),
        ),
      )
    case 'array':
      return leaves(def.element, [...path, '0'], (value) => put([value]))
    case 'record': {
      const key = String(taken(def.keyType, harmlessKeys))
      const entry = taken(def.valueType, harmlessEntries)
      return [
        ...leaves(def.keyType, [...path, '<key>'], (value) => put({ [String(value)]: entry })),
        ...leaves(def.valueType, [...path, key], (value) => put({ [key]: value })),
      ]
    }
    case 'union':
      return [[path.slice(1).join('.'), put]]
    default:
      return [[path.slice(1).join('.'), put]]
  }
}

/** Every place of every module's settings, found in their schemas: a new option is tested without a word here. */
export const places: readonly Place[] = modules.flatMap((module) =>
  leaves(module.schema, [module.name], (value) => value).map(([name, put]) => ({
    module: module.name,
    name,
    put: (value: unknown) => put(value) as Readonly<Record<string, unknown>>,
  })),
)
