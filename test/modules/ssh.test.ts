import { describe, expect, it } from 'vitest'
import { debian } from '../../src/distro/debian.js'
import type { Resource } from '../../src/ir/resource.js'
import { directives } from '../../src/modules/ssh/drop-in.js'
import { ssh } from '../../src/modules/ssh/module.js'
import { type SshSettings, schema } from '../../src/modules/ssh/schema.js'
import { alone } from './context.js'

const given = (options: Readonly<Record<string, unknown>>): SshSettings => schema.parse(options)
const lines = (options: Readonly<Record<string, unknown>>): readonly string[] =>
  directives(given(options)).map(({ keyword, value }) => `${keyword} ${value}`)
const resources = (options: Readonly<Record<string, unknown>>, others = {}): readonly Resource[] =>
  ssh.declare(given(options), { ...alone, distribution: debian, others })
const one = (options: Readonly<Record<string, unknown>>, id: string, others = {}): Resource | undefined =>
  resources(options, others).find((resource) => resource.id === id)

describe('the drop-in', () => {
  it('has by default what the controls ask for, and nothing that is the machine’s own', () => {
    expect(lines({})).toEqual([
      'KexAlgorithms -ecdh-sha2-*,diffie-hellman-group14-*,diffie-hellman-group-exchange-*',
      'MACs -hmac-sha1*,umac-64*,umac-128@openssh.com,hmac-sha2-256,hmac-sha2-512',
      'PubkeyAuthentication yes',
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'ChallengeResponseAuthentication no',
      'PermitEmptyPasswords no',
      'HostbasedAuthentication no',
      'IgnoreRhosts yes',
      'GSSAPIAuthentication no',
      'PermitUserEnvironment no',
      'MaxAuthTries 4',
      'MaxSessions 10',
      'MaxStartups 10:30:60',
      'LoginGraceTime 60',
      'ClientAliveInterval 300',
      'ClientAliveCountMax 3',
      'LogLevel VERBOSE',
      'X11Forwarding no',
      'Banner /etc/issue.net',
    ])
  })

  it.each<[Readonly<Record<string, unknown>>, readonly string[]]>([
    [{ port: 2222 }, ['Port 2222']],
    [{ listen_addresses: ['10.0.0.1', 'fe80::1'] }, ['ListenAddress 10.0.0.1', 'ListenAddress fe80::1']],
    [{ permit_root_login: 'no' }, ['PermitRootLogin no']],
    [{ permit_root_login: 'prohibit-password' }, ['PermitRootLogin prohibit-password']],
    [{ permit_root_login: 'yes' }, ['PermitRootLogin yes']],
    [
      { password_authentication: true },
      ['PasswordAuthentication yes', 'KbdInteractiveAuthentication yes', 'ChallengeResponseAuthentication yes'],
    ],
    [{ pubkey_authentication: false }, ['PubkeyAuthentication no']],
    [{ max_auth_tries: 6, max_sessions: 2 }, ['MaxAuthTries 6', 'MaxSessions 2']],
    [{ max_startups: '5:50:20', login_grace_time: 30 }, ['MaxStartups 5:50:20', 'LoginGraceTime 30']],
    [{ client_alive_interval: 60, client_alive_count_max: 5 }, ['ClientAliveInterval 60', 'ClientAliveCountMax 5']],
    [{ log_level: 'INFO' }, ['LogLevel INFO']],
    [{ x11_forwarding: true }, ['X11Forwarding yes']],
    [{ tcp_forwarding: false, agent_forwarding: false }, ['AllowTcpForwarding no', 'AllowAgentForwarding no']],
    [{ gateway_ports: true, permit_tunnel: false }, ['GatewayPorts yes', 'PermitTunnel no']],
    [{ ciphers: ['aes256-gcm@openssh.com', 'aes128-ctr'] }, ['Ciphers aes256-gcm@openssh.com,aes128-ctr']],
    [{ macs: ['hmac-sha2-256-etm@openssh.com'] }, ['MACs hmac-sha2-256-etm@openssh.com']],
    [{ kex_algorithms: ['curve25519-sha256'] }, ['KexAlgorithms curve25519-sha256']],
    [{ allowed_users: ['ann', 'bob'] }, ['AllowUsers ann bob']],
    [{ allowed_groups: ['sudo'], denied_groups: ['guests'] }, ['DenyGroups guests', 'AllowGroups sudo']],
    [{ denied_users: ['eve'] }, ['DenyUsers eve']],
  ])('of %j has %j', (options, want) => {
    const have = lines(options)
    expect(have).toEqual(expect.arrayContaining([...want]))
    const keywords = want.map((line) => line.split(' ')[0])
    expect(have.filter((line) => keywords.includes(line.split(' ')[0])).sort()).toEqual([...want].sort())
  })

  it.each([
    'Port',
    'ListenAddress',
    'HostKey',
    'PermitRootLogin',
    'AllowTcpForwarding',
    'AllowUsers',
    'Ciphers',
    'Banner',
  ])('has no %s unless it is asked for', (keyword) => {
    expect(lines({ banner_text: '' }).filter((line) => line.startsWith(`${keyword} `))).toEqual([])
  })

  it('has each keyword once but those that add up: sshd takes the first', () => {
    const keywords = lines({ port: 22, host_keys: ['ed25519', 'rsa'], permit_root_login: 'no' }).map(
      (line) => line.split(' ')[0],
    )
    const twice = keywords.filter((keyword, index) => keywords.indexOf(keyword) !== index)
    expect(new Set(twice)).toEqual(new Set(['HostKey']))
  })
})

describe('a schema', () => {
  it.each([
    { port: 0 },
    { port: 65536 },
    { port: '22' },
    { max_auth_tries: 2 },
    { client_alive_count_max: 0 },
    { allowed_users: ['a b'] },
    { allowed_users: ['$(id)'] },
    { ciphers: ['-aes128-cbc'] },
    { ciphers: ['A B'] },
    { listen_addresses: ['example.com'] },
    { max_startups: '10' },
    { banner_text: 'ünicode' },
    { banner_text: 'kernel \\r on \\m' },
    { banner_text: 'x'.repeat(2001) },
    { fail2ban: { maxretry: 0 } },
  ])('refuses %j', (options) => {
    expect(schema.safeParse(options).success).toBe(false)
  })
})

describe('what ssh declares', () => {
  it('asks for the addresses to listen on, but for those that the network module gives the machine', () => {
    const network = { interfaces: [{ addresses: ['10.0.0.2/24'] }], vlans: [], bonds: [{ addresses: ['fd00::2/64'] }] }
    const options = { listen_addresses: ['10.0.0.2', '10.9.0.2', 'fd00::2'] }
    expect(one(options, 'ssh.addresses')).toMatchObject({
      guard: { is: 'addresses-there', addresses: options.listen_addresses },
    })
    expect(one(options, 'ssh.addresses', { network })).toMatchObject({ guard: { addresses: ['10.9.0.2'] } })
    expect(one({ listen_addresses: ['fd00::2'] }, 'ssh.addresses', { network })).toBeUndefined()
    expect(one({}, 'ssh.addresses')).toBeUndefined()
  })

  it('asks whether a reload leaves sshd where it listens, unless it is told other addresses', () => {
    expect(one({}, 'ssh.accepted')).toMatchObject({ guard: { is: 'sshd-stays' } })
    expect(one({ listen_addresses: ['10.0.0.2'] }, 'ssh.accepted')).toMatchObject({ guard: { is: 'sshd-works' } })
  })

  it('asks for a key before passwords go off, among the accounts that may still log in', () => {
    const options = { allowed_users: ['ann'], allowed_groups: ['sudo'] }
    expect(one(options, 'ssh.key')).toMatchObject({
      kind: 'require',
      guard: { is: 'admin-with-key', users: ['ann'], groups: ['sudo'] },
    })
    expect(one(options, 'ssh.drop-in')?.needs).toContain('ssh.key')
    expect(one({ password_authentication: true }, 'ssh.key')).toBeUndefined()
  })

  it('puts its drop-in before cloud-init’s and has sshd check it', () => {
    const dropIn = one({}, 'ssh.drop-in')
    expect(dropIn).toMatchObject({ kind: 'file', mode: '600', owner: 'root:root', check: 'sshd -t -f' })
    expect(dropIn?.kind === 'file' && dropIn.path < '/etc/ssh/sshd_config.d/50-cloud-init.conf').toBe(true)
    expect(dropIn).toMatchObject({ notify: 'ssh.reload', risk: 'lockout' })
  })

  it.each([
    [{}, true],
    [{ permit_root_login: 'no' }, false],
    [{ password_authentication: true }, false],
  ])('of %j decides on the machine whether root may log in: %s', (options, want) => {
    expect(one(options, 'ssh.root') !== undefined).toBe(want)
  })

  it('guards the port that it moves to, and moves the socket too', () => {
    const port = { port: 2222 }
    expect(one(port, 'ssh.port-free')).toMatchObject({ guard: { is: 'port-free', port: 2222 } })
    expect(one(port, 'ssh.socket')).toMatchObject({ when: { fact: 'unit-active', is: 'ssh.socket' } })
    expect(JSON.stringify(one(port, 'ssh.socket'))).toContain('ListenStream=2222')
    expect(one(port, 'ssh.reload')).toMatchObject({ listens: { port: 2222 } })
    for (const id of ['ssh.port-free', 'ssh.socket', 'ssh.socket-reload']) expect(one({}, id)).toBeUndefined()
    expect(one({}, 'ssh.reload')).toMatchObject({ listens: {} })
  })

  it.each([
    ['two\nlines', 'two\nlines\n'],
    ['ended\n\n', 'ended\n'],
    ["it's $(id)", "it's $(id)\n"],
  ])('writes the banner %j as %j', (text, content) => {
    expect(one({ banner_text: text }, 'ssh.banner')).toMatchObject({ content, path: '/etc/issue.net', mode: '644' })
  })

  it('writes no banner without a text', () => {
    expect(one({ banner_text: '' }, 'ssh.banner')).toBeUndefined()
  })

  it.each([
    ['no firewall module', {}, 'nftables-allports', ['fail2ban', 'python3-systemd', 'nftables']],
    ['ufw', { firewall: { backend: 'auto' } }, 'iptables-allports', ['fail2ban', 'python3-systemd']],
    ['nftables', { firewall: { backend: 'nftables' } }, 'nftables-allports', ['fail2ban', 'python3-systemd']],
  ])('has fail2ban ban with what is there: %s', (_what, others, action, packages) => {
    const jail = one({ fail2ban: { maxretry: 3, findtime: 60, bantime: 3600 } }, 'ssh.jail', others)
    const content = jail?.kind === 'file' ? jail.content : ''
    for (const line of [
      '[sshd]',
      'backend = systemd',
      `banaction = ${action}`,
      'maxretry = 3',
      'findtime = 60',
      'bantime = 3600',
    ]) {
      expect(content.split('\n')).toContain(line)
    }
    const list = one({}, 'ssh.packages', others)
    expect(list?.kind === 'packages' ? list.packages.map(({ name }) => name) : []).toEqual(packages)
  })

  it('leaves fail2ban alone when it is off', () => {
    expect(resources({ fail2ban: { enabled: false } }).filter(({ id }) => /packages|jail|fail2ban/.test(id))).toEqual(
      [],
    )
  })
})
