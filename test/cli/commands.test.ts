import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { workflows } from '../../src/workflows/index.js'
import { flux, temporaryDirectory } from './run.js'

function inDirectory(toml?: string) {
  const cwd = temporaryDirectory()
  if (toml !== undefined) writeFileSync(join(cwd, 'flux.toml'), toml)
  return { cwd, read: (name: string) => readFileSync(join(cwd, name), 'utf8') }
}

describe('flux', () => {
  it('shows help without arguments', async () => {
    const { code, out } = await flux([])
    expect([code, out.includes('Usage: flux')]).toEqual([0, true])
  })

  it.each([
    ['a command', ['wokflow'], 'Did you mean workflow?'],
    ['a module', ['module', 'shs'], 'Did you mean ssh?'],
    ['an option', ['workflow', 'security', '--confg', 'x'], 'Did you mean --config?'],
    ['an option of a module', ['module', 'ssh', '--prot', '1'], 'Did you mean --port?'],
  ])('suggests %s, prints nothing else and ends with 64', async (_, argv, wanted) => {
    const { code, out, err } = await flux(argv)
    expect([code, out, err.includes(wanted)]).toEqual([64, '', true])
  })

  it.each([['module'], ['workflow'], ['explain'], ['build']])(
    '%s says what it does not know without moving the cursor',
    async (command) => {
      const { code, err } = await flux([command, '\u001b]0;owned\u0007\u001b[2J'], { ...inDirectory(), colour: false })
      expect(code).not.toBe(0)
      expect(err).not.toMatch(/[^\P{C}\n]/u)
    },
  )
})

describe('flux workflow', () => {
  it('prints the script, and only that, to stdout', async () => {
    const { code, out } = await flux(['workflow', 'security'], inDirectory())
    expect(code).toBe(0)
    expect(out.startsWith('#!/bin/sh\n')).toBe(true)
    expect(out.endsWith('main "$@"\n}\n')).toBe(true)
  })

  it('writes an executable file with -o', async () => {
    const { cwd, read } = inDirectory()
    const { code, out } = await flux(['workflow', 'security', '-o', 'deep/security.sh'], { cwd })
    expect([code, out]).toEqual([0, ''])
    expect(read('deep/security.sh')).toBe((await flux(['workflow', 'security', '-o', '-'], { cwd })).out)
    expect(statSync(join(cwd, 'deep/security.sh')).mode & 0o777).toBe(0o755)
  })

  it('prints no script and writes no file if there is an error', async () => {
    const { cwd, read } = inDirectory('[modules.ssh]\nport = 0\n')
    const { code, out } = await flux(['workflow', 'security'], { cwd })
    expect([code, out]).toEqual([1, ''])
    await flux(['workflow', 'security', '-o', 'x.sh'], { cwd })
    expect(() => read('x.sh')).toThrow('ENOENT')
  })

  it('looks for flux.toml here, then in the home directory', async () => {
    const { cwd } = inDirectory()
    const home = temporaryDirectory()
    mkdirSync(join(home, '.config/flux'), { recursive: true })
    writeFileSync(join(home, '.config/flux/flux.toml'), '[modules.ssh]\nport = 2201\n')
    const environment = { HOME: home }
    const printed = async () => (await flux(['workflow', 'security'], { cwd, environment })).out
    expect(await printed()).toContain('Port 2201')
    writeFileSync(join(cwd, 'flux.toml'), '[modules.ssh]\nport = 2202\n')
    expect(await printed()).toContain('Port 2202')
  })
})

describe('flux module', () => {
  it.each([
    ['a number', ['ssh', '--port', '2222'], 'Port 2222'],
    ['off', ['ssh', '--no-password-authentication'], 'PasswordAuthentication no'],
    ['on', ['ssh', '--x11-forwarding'], 'X11Forwarding yes'],
    [
      'a repeated list',
      ['ssh', '--allowed-users', 'alice,bob', '--allowed-users', 'carol'],
      'AllowUsers alice bob carol',
    ],
    ['a nested option', ['ssh', '--fail2ban-maxretry', '9'], 'maxretry = 9'],
    ['a key of a table', ['sysctl', '--parameters', 'vm.swappiness=7'], 'vm.swappiness = 7'],
    ['tables', ['firewall', '--rules', '{port=8443}', '--rules', '{port=80}'], 'allow 8443/tcp'],
  ])('takes %s', async (_, argv, wanted) => {
    const { code, out } = await flux(['module', ...argv], inDirectory())
    expect([code, out.includes(wanted)]).toEqual([0, true])
  })

  it('names the flag in what it says of its value', async () => {
    const { code, err } = await flux(['module', 'ssh', '--port', '0'], inDirectory())
    expect([code, err]).toEqual([1, expect.stringContaining('`ssh.port` cannot be 0: the least is 1\n  --port\n')])
  })
})

describe('flux build', () => {
  const toml = 'build = ["security", "web"]\n[workflows.web]\nmodules = ["firewall"]\n'

  it('writes scripts, sizes and sums, and nothing the second time', async () => {
    const { cwd, read } = inDirectory(toml)
    const first = await flux(['build'], { cwd })
    expect([first.code, first.out.match(/, written$/gm)?.length]).toEqual([0, 2])
    expect(Object.keys(JSON.parse(read('generated/manifest.json')).scripts)).toEqual(['security.sh', 'web.sh'])
    expect(read('generated/SHA256SUMS')).toMatch(/^([0-9a-f]{64} {2}\S+\n){3}$/)
    const { mtimeNs } = statSync(join(cwd, 'generated/web.sh'), { bigint: true })
    const second = await flux(['build'], { cwd })
    expect([second.code, second.out.match(/, unchanged$/gm)?.length]).toEqual([0, 2])
    expect(statSync(join(cwd, 'generated/web.sh'), { bigint: true }).mtimeNs).toBe(mtimeNs)
    expect((await flux(['build', '--check'], { cwd })).code).toBe(0)
  })

  it('without a list builds all workflows, shipped and own', async () => {
    const { cwd, read } = inDirectory('[workflows.web]\nmodules = ["firewall"]\n')
    await flux(['build'], { cwd })
    const names = [...workflows.map(({ name }) => `${name}.sh`), 'web.sh'].sort()
    expect(Object.keys(JSON.parse(read('generated/manifest.json')).scripts)).toEqual(names)
  })

  it('keeps what was edited by hand, and everything else with it, unless told otherwise', async () => {
    const { cwd, read } = inDirectory(toml)
    await flux(['build'], { cwd })
    writeFileSync(join(cwd, 'generated/web.sh'), '# mine\n')
    const before = read('generated/security.sh')
    writeFileSync(join(cwd, 'flux.toml'), `${toml}[modules.ssh]\nport = 2222\n`)
    expect((await flux(['build'], { cwd })).code).toBe(1)
    expect([read('generated/web.sh'), read('generated/security.sh')]).toEqual(['# mine\n', before])
    expect((await flux(['build', '--force'], { cwd })).code).toBe(0)
    expect(read('generated/security.sh')).toContain('Port 2222')
    expect((await flux(['build', '--check'], { cwd })).code).toBe(0)
  })

  it('removes the script of a workflow that is built no more', async () => {
    const { cwd, read } = inDirectory(toml)
    await flux(['build'], { cwd })
    writeFileSync(join(cwd, 'flux.toml'), 'build = ["security"]\n')
    expect((await flux(['build', '--check'], { cwd })).err).toContain(
      'generated/web.sh is not what flux.toml compiles to',
    )
    await flux(['build'], { cwd })
    expect(() => read('generated/web.sh')).toThrow('ENOENT')
  })
})

describe('flux plan', () => {
  it('prints every step as JSON, in the order of the run', async () => {
    const { out } = await flux(['plan', '--format', 'json'], inDirectory())
    const plan = JSON.parse(out)
    expect(plan).toMatchObject({ format: 1, workflow: 'security', modules: ['firewall', 'ssh', 'sysctl'] })
    expect(plan.steps.map((step: { id: string }) => step.id)).toContain('ssh.drop-in')
  })

  it('prints titles, risks and what is touched as text', async () => {
    const { out } = await flux(['plan', '--modules', 'ssh'], inDirectory())
    expect(out).toContain('Harden sshd by a drop-in')
    expect(out).toContain('risk: lockout')
    expect(out).not.toContain('firewall.rules')
  })
})

describe('flux list and flux explain', () => {
  it.each([
    [['list', 'modules'], 'ssh '],
    [['list', 'workflows'], 'security '],
    [['list', 'kinds'], 'undo: restore'],
    [['list', 'targets'], 'debian:12'],
    [['list'], 'targets\nany\n'],
    [['explain'], 'FLX204  error'],
    [['explain', 'flx204'], 'denials first'],
    [['explain', 'ssh.drop-in'], '/etc/ssh/sshd_config.d/00-flux.conf'],
    [['explain', 'security'], 'ssh.drop-in'],
    [['explain', 'ssh'], 'port to listen on'],
    [['explain', 'ssh.fail2ban.maxretry'], 'a whole number'],
    [['schema'], '"maximum": 65535'],
  ])('%j', async (argv, wanted) => {
    const { code, out, err } = await flux(argv, inDirectory())
    expect([code, out.includes(wanted), err]).toEqual([0, true, ''])
  })

  it('wraps to the width of the terminal', async () => {
    const { out } = await flux(['explain', 'FLX203'], { ...inDirectory(), width: 50 })
    const [, , ...paragraph] = out.split('\n\nhint')[0]?.split('\n') ?? []
    expect(Math.max(...paragraph.map((line) => line.length))).toBeLessThanOrEqual(50)
  })

  it('uses colour only where there is some', async () => {
    const world = inDirectory()
    const sequence = String.fromCharCode(27)
    expect((await flux(['explain', 'FLX203'], world)).out).not.toContain(sequence)
    expect((await flux(['explain', 'FLX203'], { ...world, colour: true })).out).toContain(sequence)
  })
})

describe('flux lint', () => {
  it('reads standard input as -', async () => {
    const { code, err } = await flux(['lint', '-'], { ...inDirectory(), input: () => 'if' })
    expect([code, err.includes('FLX501')]).toEqual([1, true])
  })

  it('goes on to the other files after one that cannot be read', async () => {
    const { cwd } = inDirectory('')
    writeFileSync(join(cwd, 'b.sh'), '(')
    const { code, err } = await flux(['lint', 'a.sh', 'b.sh'], { cwd })
    expect([code, err.match(/FLX\d+/g)]).toEqual([1, ['FLX005', 'FLX501']])
  })
})
