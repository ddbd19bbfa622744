import { describe, expect, it } from 'vitest'
import { type Assignment, assignmentOf } from '../../src/config/assignments.js'
import { placeOf } from '../../src/config/layers.js'
import { settingsOf } from '../../src/config/settings.js'
import { prepare, type Sources } from '../../src/config/sources.js'
import { parseToml } from '../../src/config/toml.js'
import type { Settings } from '../../src/ir/settings.js'
import { modules } from '../../src/modules/registry.js'

const set = (...texts: readonly string[]): readonly Assignment[] => texts.flatMap((text) => assignmentOf(text) ?? [])

function sources(toml: string, rest: Partial<Sources> = {}): Sources {
  const parsed = parseToml(toml, 'flux.toml')
  if ('diagnostic' in parsed) throw new Error(parsed.diagnostic.message)
  return { file: parsed.values, environment: {}, assignments: [], ...rest }
}

function resolved(given: Sources, workflow = 'security') {
  const prepared = prepare(given, modules)
  const result = settingsOf(prepared, { subject: { is: 'workflow', name: workflow } })
  return { ...result, diagnostics: [...prepared.diagnostics, ...result.diagnostics] }
}

function settings(given: Sources, workflow?: string): Settings {
  const { settings: found, diagnostics } = resolved(given, workflow)
  if (found === undefined) throw new Error(JSON.stringify(diagnostics))
  return found
}

const file = `
[environments.production.ssh]
max_sessions = 1
[modules.ssh]
max_sessions = 2
[workflows.security.ssh]
max_sessions = 3
`

describe('precedence', () => {
  const profile = { profile: 'production' }
  const environment = { environment: { FLUX_SSH_MAX_SESSIONS: '4' } }
  const flag = { assignments: set('ssh.max_sessions=5') }
  const without = (...lines: readonly number[]): string =>
    file
      .split('\n')
      .filter((line) => !lines.some((n) => line === `max_sessions = ${n}`))
      .join('\n')

  it.each([
    ['the default, if nothing is set', '', {}, 10, undefined],
    [
      'a profile over the default',
      without(2, 3),
      profile,
      1,
      { path: ['environments', 'production', 'ssh', 'max_sessions'] },
    ],
    ['nothing of a profile that is not chosen', without(2, 3), {}, 10, undefined],
    ['the module section over a profile', without(3), profile, 2, { path: ['modules', 'ssh', 'max_sessions'] }],
    [
      'the workflow section over the module section',
      file,
      profile,
      3,
      { path: ['workflows', 'security', 'ssh', 'max_sessions'] },
    ],
    ['the environment over the file', file, { ...profile, ...environment }, 4, { from: 'FLUX_SSH_MAX_SESSIONS' }],
    ['the command line over all', file, { ...profile, ...environment, ...flag }, 5, { from: '--set ssh.max_sessions' }],
  ])('takes %s', (_, toml, rest, wanted, place) => {
    const given = sources(toml, rest)
    expect(settings(given).values.ssh?.max_sessions).toBe(wanted)
    if (place !== undefined) expect(placeOf(resolved(given).layers, ['modules', 'ssh', 'max_sessions'])).toEqual(place)
  })

  it('merges tables and replaces lists', () => {
    const toml = `
      [modules.ssh]
      allowed_users = ["alice"]
      fail2ban = { maxretry = 3 }
      [workflows.security.ssh]
      allowed_users = ["bob"]
      fail2ban = { bantime = 60 }`
    const { ssh } = settings(sources(toml)).values
    expect(ssh?.allowed_users).toEqual(['bob'])
    expect(ssh?.fail2ban).toMatchObject({ maxretry: 3, bantime: 60, enabled: true })
  })

  it('lets the later of two assignments win', () => {
    const given = sources('', { assignments: set('ssh.port=1', 'ssh.port=2') })
    expect(settings(given).values.ssh?.port).toBe(2)
  })
})

describe('text of flags and variables', () => {
  it.each([
    ['a number', 'ssh.port=2222', ['ssh', 'port'], 2222],
    ['a truth', 'ssh.x11_forwarding=true', ['ssh', 'x11_forwarding'], true],
    ['a word', 'firewall.preset=web-server', ['firewall', 'preset'], 'web-server'],
    ['text with an equals sign', 'ssh.banner_text=a=b', ['ssh', 'banner_text'], 'a=b'],
    ['a list with commas', 'ssh.allowed_users=alice, bob', ['ssh', 'allowed_users'], ['alice', 'bob']],
    ['a list as TOML', 'ssh.allowed_users=["alice"]', ['ssh', 'allowed_users'], ['alice']],
    ['an empty list', 'sysctl.blocked_modules=', ['sysctl', 'blocked_modules'], []],
    ['a nested option', 'ssh.fail2ban.maxretry=9', ['ssh', 'fail2ban', 'maxretry'], 9],
    ['a key with dots', 'sysctl.parameters.vm.swappiness=10', ['sysctl', 'parameters', 'vm.swappiness'], 10],
    [
      'text for a number or text',
      'sysctl.parameters.net.ipv4.tcp_rmem=1 2 3',
      ['sysctl', 'parameters', 'net.ipv4.tcp_rmem'],
      '1 2 3',
    ],
    ['tables in a list', 'firewall.rules={port=80},{port=443}', ['firewall', 'rules', '1', 'port'], 443],
  ])('reads %s', (_, text, path, wanted) => {
    const values: unknown = settings(sources('', { assignments: set(text) })).values
    expect(path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], values)).toEqual(wanted)
  })

  it('leaves variables of other programs alone', () => {
    const environment = { FLUX_LOG_FILE: '/tmp/x', FLUXBOX: '1', SSH_PORT: '1' }
    expect(resolved(sources('', { environment })).diagnostics).toEqual([])
  })
})

describe('workflows', () => {
  it.each([
    ['a shipped one', '', 'security', ['firewall', 'ssh', 'sysctl']],
    ['a shipped one with a list of its own', '[workflows.security]\nmodules = ["ssh"]', 'security', ['ssh']],
    [
      'a shipped one less one module',
      '[workflows.security]\nskip_modules = ["ssh"]',
      'security',
      ['firewall', 'sysctl'],
    ],
    ['one of the file', '[workflows.web]\nmodules = ["sysctl", "firewall"]', 'web', ['sysctl', 'firewall']],
  ])('knows %s', (_, toml, name, wanted) => {
    expect(settings(sources(toml), name).modules).toEqual(wanted)
  })

  it('takes modules, skipped modules and target from the request', () => {
    const prepared = prepare(sources('target = "debian:13"'), modules)
    const request = {
      subject: { is: 'workflow', name: 'security' },
      modules: ['ssh', 'sysctl'],
      skip: ['ssh'],
    } as const
    expect(settingsOf(prepared, request).settings).toMatchObject({ modules: ['sysctl'], target: 'debian:13' })
    expect(settingsOf(prepared, { ...request, target: 'ubuntu' }).settings?.target).toBe('ubuntu')
  })

  it('compiles one module without any workflow', () => {
    const prepared = prepare(sources(file), modules)
    const { settings: found } = settingsOf(prepared, { subject: { is: 'module', name: 'ssh' } })
    expect(found).toMatchObject({ workflow: 'module-ssh', modules: ['ssh'], values: { ssh: { max_sessions: 2 } } })
  })

  it('is not led astray by a file of the wrong form', () => {
    const toml = 'workflows = 1\nmodules = []\nenvironments = "x"\nbuild = 3'
    expect(resolved(sources(toml, { profile: 'x' })).diagnostics.map(({ code }) => code)).toContain('FLX003')
  })

  it('is not led astray by names that every object has', () => {
    const { diagnostics } = resolved(sources('[modules.constructor]\n[workflows.constructor]\n'), 'toString')
    expect(diagnostics.map(({ code }) => code)).toEqual(['FLX101', 'FLX102'])
  })
})
