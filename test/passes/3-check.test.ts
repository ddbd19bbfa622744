import { describe, expect, it } from 'vitest'
import { compile } from '../../src/compile.js'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.js'
import { modules as registry } from '../../src/modules/registry.js'
import { check } from '../../src/passes/3-check/check.js'
import { type Given, settingsOf } from '../golden/settings.js'

const codes = (given: Given): readonly string[] => compile(settingsOf(given)).diagnostics.map(({ code }) => code)

/** Settings of the module `network` alone: interfaces that ask by DHCP. */
const interfaces = (...names: readonly string[]): Given => ({
  modules: ['network'],
  values: { network: { interfaces: names.map((name) => ({ name, method: 'dhcp' })) } },
})

describe('check', () => {
  it('has nothing to say about the defaults', () => {
    expect(codes({})).toEqual([])
  })

  it('asks every module that takes part, and gives each the settings of the others', () => {
    const settings = settingsOf()
    const finding: Diagnostic = { code: 'FLX901', severity: 'warning', message: 'seen' }
    const seen: unknown[] = []
    const asking = registry.map((module) => ({
      ...module,
      check: (own: unknown, others: unknown) => {
        seen.push([own, others])
        return [{ ...finding, message: module.name }]
      },
    }))
    expect(check(asking, settings).map(({ message }) => message)).toEqual(registry.map(({ name }) => name))
    expect(seen).toEqual(registry.map(({ name }) => [settings.values[name], settings.values]))
  })

  it('asks nothing of a module without a check', () => {
    const silent = registry.map(({ check: _, ...module }) => module)
    expect(check(silent, settingsOf())).toEqual([])
  })

  it('reports all that is wrong in all modules at once, and compiles nothing then', () => {
    const wrong = settingsOf({
      values: {
        firewall: { preset: 'database', rules: [{ port: 22, action: 'deny' }] },
        ssh: { pubkey_authentication: false, listen_addresses: ['127.0.0.1'] },
        sysctl: { parameters: { 'kernel.modules_disabled': 1 } },
      },
    })
    const { diagnostics, plan, script } = compile(wrong)
    expect(new Set(diagnostics.map(({ path }) => path?.[1]))).toEqual(new Set(['firewall', 'ssh', 'sysctl']))
    expect(diagnostics.length).toBeGreaterThanOrEqual(5)
    expect(plan).toBeUndefined()
    expect(script).toBeUndefined()
  })

  it.each<[string, Given, readonly string[]]>([
    ['an interface named like the handler', interfaces('apply'), []],
    ['an interface named like the guard', interfaces('interfaces'), []],
    ['an interface named like the file of another', interfaces('eth0', 'eth0-device', 'nm-eth0'), []],
    ['interfaces that capitals tell apart', interfaces('eth0', 'Eth0'), ['FLX254']],
    ['a dot and a dash', interfaces('eth0.5', 'eth0-5'), ['FLX254']],
  ])('tells steps apart whatever their names: %s', (_name, given, expected) => {
    expect(codes(given)).toEqual(expected)
    expect(compile(settingsOf(given)).script === undefined).toBe(expected.length > 0)
  })

  it.each<[string, Given, string]>([
    ['a rule that denies the SSH port', { values: { firewall: { rules: [{ port: 22, action: 'deny' }] } } }, 'rules'],
    [
      'a rule that rejects a range with the SSH port',
      { values: { firewall: { rules: [{ port: '20-30', action: 'reject' }] } } },
      'rules',
    ],
    ['a blocked network of everybody', { values: { firewall: { blocked_ips: ['0.0.0.0/0'] } } }, 'blocked_ips'],
    [
      'an address that is trusted and blocked',
      { values: { firewall: { trusted_ips: ['10.1.2.3'], blocked_ips: ['10.0.0.0/8'] } } },
      'blocked_ips',
    ],
    ['a database open to the world', { values: { firewall: { preset: 'database' } } }, 'preset'],
    [
      'two rules that treat one port differently',
      { values: { firewall: { rules: [{ port: 80 }, { port: 80, action: 'deny' }] } } },
      'rules',
    ],
    [
      'a user both allowed and denied',
      { values: { ssh: { allowed_users: ['ann'], denied_users: ['ann'] } } },
      'allowed_users',
    ],
    [
      'root alone, who may not',
      { values: { ssh: { allowed_users: ['root'], permit_root_login: 'no' } } },
      'allowed_users',
    ],
    ['no way to authenticate', { values: { ssh: { pubkey_authentication: false } } }, 'pubkey_authentication'],
    ['an sshd on the loopback only', { values: { ssh: { listen_addresses: ['::1'] } } }, 'listen_addresses'],
    [
      'a router that does not forward',
      { values: { sysctl: { preset: 'router', parameters: { 'net.ipv4.ip_forward': 0 } } } },
      'parameters',
    ],
    [
      'containers without forwarding',
      { values: { firewall: { preset: 'docker-host' }, sysctl: { parameters: { 'net.ipv4.ip_forward': '0' } } } },
      'parameters',
    ],
  ])('stops at %s', (_what, given, option) => {
    const errors = compile(settingsOf(given)).diagnostics.filter(({ severity }) => severity === 'error')
    expect(errors.map(({ path }) => path?.[2])).toContain(option)
  })

  it('takes the SSH port from the ssh module: 2222 closed is an error, 22 is not then', () => {
    const given = (port: number): Given => ({
      values: { ssh: { port: 2222 }, firewall: { rules: [{ port, action: 'deny' }] } },
    })
    expect(codes(given(2222))).not.toEqual([])
    expect(codes(given(22))).toEqual([])
  })
})
