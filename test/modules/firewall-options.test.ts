import { describe, expect, it } from 'vitest'
import { backend, resources, ruleset, ufw } from './firewall.js'

describe('an option', () => {
  it.each([
    [{ ssh_limit: true }, undefined, ['limit sshd/tcp']],
    [{ ssh_limit: false }, undefined, ['allow sshd/tcp']],
    [{}, { port: 2222 }, ['limit 2222/tcp', 'limit sshd/tcp']],
    [{}, {}, ['limit sshd/tcp']],
  ])('%j with ssh %j opens %j to SSH, the old port until sshd has moved', (options, ssh, want) => {
    const own = ufw(options, ssh).filter((rule) => rule.endsWith("comment 'flux: ssh'"))
    expect(own.map((rule) => rule.replace(/ comment.*/, ''))).toEqual(want)
  })

  it('about a moved sshd has the firewall close the old port afterwards', () => {
    const settled = resources({}, { port: 2222 }).find((resource) => resource.kind === 'repeat')
    expect(settled).toMatchObject({ needs: ['ssh.reload'] })
    expect(settled?.kind === 'repeat' && settled.steps).toContain('firewall.rules')
    expect(resources({}, {}).some((resource) => resource.kind === 'repeat')).toBe(false)
  })

  it.each([
    [{}, { DEFAULT_INPUT_POLICY: '"DROP"', DEFAULT_OUTPUT_POLICY: '"ACCEPT"', DEFAULT_FORWARD_POLICY: '"DROP"' }],
    [
      { default_incoming: 'reject', default_outgoing: 'deny' },
      { DEFAULT_INPUT_POLICY: '"REJECT"', DEFAULT_OUTPUT_POLICY: '"DROP"' },
    ],
    [{ default_forward: 'allow' }, { DEFAULT_FORWARD_POLICY: '"ACCEPT"' }],
    [{}, { IPV6: 'yes', IPT_SYSCTL: '' }],
  ])('%j makes ufw’s policy %j', (options, want) => {
    const policy = resources(options).find(({ id }) => id === 'firewall.policy')
    expect(policy?.kind === 'setting' ? policy.values : {}).toMatchObject(want)
  })

  it.each([
    [{}, ['input: drop', 'forward: drop', 'output: accept']],
    [{ default_incoming: 'reject', default_forward: 'allow' }, ['input: drop', 'forward: accept', 'output: accept']],
    [{ default_outgoing: 'deny' }, ['input: drop', 'forward: drop', 'output: drop']],
  ])('%j makes nftables’ policies %j', (options, want) => {
    const found = [...ruleset(options).matchAll(/hook (\w+) .*policy (\w+);/g)].map(
      ([, hook, policy]) => `${hook}: ${policy}`,
    )
    expect(found).toEqual(want)
  })

  it('reject ends its chain with a reject, and only then', () => {
    expect(ruleset({ default_incoming: 'reject' })).toMatch(/\n\t\treject\n\t\}/)
    expect(ruleset({})).not.toMatch(/\n\t\treject\n/)
  })

  it.each([
    [{ allow_ping: true }, true],
    [{ allow_ping: false }, false],
  ])('%j lets echo requests in: %s, and never what IPv6 lives by out', (options, want) => {
    expect(/icmp type echo-request accept/.test(ruleset(options))).toBe(want)
    expect(/icmpv6 type echo-request accept/.test(ruleset(options))).toBe(want)
    for (const type of ['nd-neighbor-solicit', 'nd-neighbor-advert', 'packet-too-big'])
      expect(ruleset(options)).toContain(type)
  })

  it.each(['off', 'medium', 'high', 'full'])('log_level %s is set in ufw.conf, low is ufw’s own', (level) => {
    const logging = (log: string) => resources({ log_level: log }).find(({ id }) => id === 'firewall.logging')
    expect(logging(level)).toMatchObject({ values: { LOGLEVEL: level }, path: '/etc/ufw/ufw.conf' })
    expect(logging('low')).toBeUndefined()
    expect(ruleset({ log_level: level }).includes('log prefix')).toBe(level !== 'off')
  })

  it.each([
    ['auto', 'ufw', 'ufw'],
    ['ufw', 'ufw', 'ufw'],
    ['nftables', 'nftables', 'nftables'],
  ])('backend %s is %s and installs %s', (name, want, installed) => {
    expect(backend({ backend: name }).name).toBe(want)
    const list = resources({ backend: name }).find((resource) => resource.kind === 'packages')
    expect(list?.kind === 'packages' ? list.packages : []).toEqual([{ module: 'firewall', name: installed }])
  })
})
