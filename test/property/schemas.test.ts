import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile } from '../../src/compile.js'
import { moduleNamed } from '../../src/modules/registry.js'
import { hostile, known, long } from '../emit/hostile.js'
import { canaries, eachShell, shells } from '../emit/shells.js'
import { settingsOf } from '../golden/settings.js'
import { authority } from '../modules/certificates.js'
import { shellRuns } from '../runs.js'
import { type Place, places } from './places.js'
import { type Emitted, watch } from './spy.js'

const publicKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJZ8DB99hnaTtyj6rSTve8yhXKQbiXnfcC8hVr++gVzZ alice'
const passwordHash =
  '$6$abcdefgh$ltjgWl6579NluT/Vi1nwEvcil.G5Nbc4NiXZaNGStk8PSwGfQv72N2CKPPrVACtLtip/cZ/1GM/O6IND4WQhG.'

/** Values that some option takes: they show that a place is where an option is. */
const harmless: readonly unknown[] = [
  ...['word', 'net.ipv4.tcp_fin_timeout', '10.0.0.1', 'fe80::1', '8000-8010', '10:30:60', 5, 80, 5000, true],
  ...[
    2000,
    'a.example.org',
    'rsa',
    '192.0.2.1/24',
    'a@example.org',
    'https://example.org',
    '2030-01-01',
    '04:00',
    'mozilla/a.crt',
    '/etc/a',
  ],
  ...[
    'a'.repeat(40),
    'A'.repeat(40),
    '12345678-1234-1234-1234-123456789abc',
    'KEY',
    'a:1',
    authority,
    publicKey,
    passwordHash,
  ],
  ...['static', 'off', 'active-backup', 'nopasswd', 'webroot', 'never', 'vendor', 'simple', 'netplan'],
  ...['ufw', 'auto', 'allow', 'tcp', 'deny', 'minimal', 'low', 'INFO', 'security'],
]
/** ASCII that reads as data to most schemas, and as more to a shell that was given it without quotes. */
const sly: readonly string[] = [
  '-n',
  '--help',
  '*',
  '?',
  '*?*',
  '-',
  '.',
  '..',
  'a=b',
  'a/../../b',
  '%s',
  '::',
  '0',
  '~',
]
/** The canaries come first: of an option that takes much, not all are tried. */
const traps: readonly string[] = [...new Set([...canaries, ...sly, ...long, ...known])]

function accepts(place: Place, value: unknown): boolean {
  return moduleNamed(place.module)?.schema.safeParse(place.put(value)).success === true
}

interface Arrival {
  readonly place: Place
  readonly value: string
  readonly emitted: Emitted
}

/** What the values that the schema lets through compile to; what the checks refuse is as good as refused. */
function arrivals(place: Place, values: readonly string[]): readonly Arrival[] {
  return values.flatMap((value) => {
    if (!accepts(place, value)) return []
    const settings = settingsOf({ modules: [place.module], values: { [place.module]: place.put(value) } })
    const { script, plan } = compile(settings)
    return script === undefined || plan === undefined ? [] : [{ place, value, emitted: { script, plan } }]
  })
}

/** Fails unless each value is among the words and bodies that the verbs get, character for character. */
function expectLiteral(seen: ReturnType<typeof watch>, expected: readonly Arrival[]): void {
  for (const [index, { place, value }] of expected.entries()) {
    const all = seen[index]?.values ?? []
    // A banner ends with one line end, however it was written.
    const want = value.replace(/\n+$/, '')
    expect(
      // in a script within the script, of motd or zsh, it is a word that is quoted for that shell
      all.some((text) => text.includes(want) || text.includes(want.replaceAll("'", "'\\''"))),
      `${place.module}.${place.name} = ${JSON.stringify(value)}`,
    ).toBe(true)
  }
}

describe('the places of the schemas', () => {
  it('are found: of every module, and nested ones too', () => {
    const names = places.map(({ module, name }) => `${module}.${name}`)
    expect(names).toEqual(
      expect.arrayContaining([
        'firewall.rules.0.comment',
        'firewall.trusted_ips.0',
        'ssh.banner_text',
        'ssh.allowed_users.0',
        'ssh.fail2ban.maxretry',
        'sysctl.parameters.<key>',
        'sysctl.parameters.net.ipv4.tcp_fin_timeout',
      ]),
    )
    expect(new Set(names).size).toBe(names.length)
  })

  it.each(places.map((place) => [`${place.module}.${place.name}`, place] as const))(
    '%s takes some value',
    (_name, place) => {
      expect(harmless.filter((value) => accepts(place, value))).not.toEqual([])
    },
  )
})

describe('a hostile value of an option', () => {
  const all = places.flatMap((place) => arrivals(place, traps).slice(0, 12))

  it('is refused by most options, and let through by some: or this tests nothing', () => {
    expect(all.length).toBeGreaterThan(50)
    expect(all.length).toBeLessThan(places.length * traps.length * 0.1)
  })

  it.each(eachShell)('runs nothing in %s and arrives literally', (_name, shell) => {
    expectLiteral(
      watch(
        shell,
        all.map(({ emitted }) => emitted),
      ),
      all,
    )
  })

  it('of any shape runs nothing and arrives literally', () => {
    const [shell] = shells
    if (shell === undefined) throw new Error('no shell')
    const printable = hostile.map((text) => text.replace(/[^\t\n -~]+/g, ''))
    const value = fc.oneof(hostile, printable, printable)
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 12 }), (values) => {
        const some = places.flatMap((place) => arrivals(place, values))
        if (some.length > 0)
          expectLiteral(
            watch(
              shell,
              some.map(({ emitted }) => emitted),
            ),
            some,
          )
      }),
      shellRuns(6),
    )
  })
})
