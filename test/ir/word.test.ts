import { describe, expect, it } from 'vitest'
import { worseRisk } from '../../src/ir/control.js'
import { functionOf, moduleOf } from '../../src/ir/id.js'
import { kinds } from '../../src/ir/kinds/index.js'
import { Glob } from '../../src/ir/word.js'
import { cases } from '../golden/cases.js'
import { compiled } from '../golden/settings.js'

describe('a path pattern', () => {
  it.each(['/etc/ssh/sshd_config', '/etc/ssh/sshd_config.d/*.conf', '/etc/ssh/ssh_host_*_key', '/a-b/c.d_e'])(
    'takes %s',
    (path) => {
      expect(new Glob(path).pattern).toBe(path)
    },
  )

  it.each([
    '',
    'relative',
    '/',
    '/a b',
    '/$HOME',
    '/a;b',
    '/`id`',
    "/it's",
    '/a\nb',
    '/a?',
    '/[a]',
    '/{a,b}',
    '~',
    '/a\\b',
    '/ä',
  ])('refuses %j, which no quotes would protect', (path) => {
    expect(() => new Glob(path)).toThrow(TypeError)
  })
})

describe('a risk', () => {
  const order = ['none', 'service', 'reboot', 'lockout'] as const

  it('is compared with others: a lockout is the worst', () => {
    for (const [i, one] of order.entries()) {
      for (const [j, other] of order.entries()) expect(worseRisk(one, other)).toBe(order[Math.max(i, j)])
    }
  })
})

describe('an id', () => {
  it.each([
    ['ssh.drop-in', 'ssh', 'ssh_drop_in'],
    ['sysctl.modules', 'sysctl', 'sysctl_modules'],
  ] as const)('%s has module %s and function %s', (id, module, name) => {
    expect(moduleOf(id)).toBe(module)
    expect(functionOf(id)).toBe(name)
  })

  it.each(cases)(
    'of $name makes a function of its own, which no other function or variable of the script is called',
    ({ given }) => {
      const { plan } = compiled(given)
      const names = [
        ...plan.steps.map(({ id }) => functionOf(id)),
        ...plan.runtime.flatMap(({ defines }) => defines),
        'flux_usage',
      ]
      expect(new Set(names).size).toBe(names.length)
      for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9_]*$/)
    },
  )
})

describe.each(Object.entries(kinds))('kind %s', (_name, definition) => {
  it('says what it is in a few words, for a list', () => {
    expect(definition.summary).toMatch(/^\S.{5,78}[^.]$/)
  })

  it('can say how its changes are taken back', () => {
    expect(['restore', 'inverse', 'none']).toContain(definition.undo)
  })
})
