import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Control } from '../../src/ir/control.js'
import { modules } from '../../src/modules/registry.js'
import { workflows } from '../../src/workflows/index.js'
import { compiled } from '../golden/settings.js'

const directory = join(import.meta.dirname, '../../src/modules')

/** The controls of every module that has some. */
const tables = await Promise.all(
  modules.map(async ({ name }) => {
    const file = readdirSync(join(directory, name)).includes('controls.ts')
    const table = file ? await import(`../../src/modules/${name}/controls.ts`) : { controls: {} }
    return { name, controls: Object.values(table.controls) as readonly Control[] }
  }),
)
const all = tables.flatMap(({ controls }) => controls)

/** Which module has which of the forty controls, with the CIS ids of docs/controls.md. */
const wanted: Readonly<Record<string, Readonly<Record<number, readonly string[]>>>> = {
  ssh: {
    1: ['5.1.20'],
    2: [],
    3: ['5.1.19'],
    4: ['5.1.16'],
    5: ['5.1.17'],
    6: ['5.1.18'],
    7: ['5.1.13'],
    8: ['5.1.7'],
    9: ['5.1.14'],
    10: ['5.1.8'],
    11: ['5.1.10', '5.1.11'],
    12: ['5.1.21', '5.1.9'],
    13: ['5.1.12'],
    14: ['5.1.15', '5.1.6'],
    15: [],
    16: ['5.1.1', '5.1.2'],
    20: [],
  },
  firewall: { 17: ['4.1.1'], 18: ['4.2.1', '4.2.3', '4.2.7'], 19: ['4.2.4'] },
  sysctl: {
    21: ['1.5.1'],
    22: ['1.5.2'],
    23: ['1.5.3'],
    24: [],
    25: [],
    26: [],
    27: [],
    28: ['3.3.2', '3.3.5', '3.3.6'],
    29: ['3.3.8'],
    30: ['3.3.7', '3.3.9'],
    31: ['3.3.10', '3.3.4', '3.3.3'],
    32: [
      '1.1.1.1',
      '1.1.1.2',
      '1.1.1.3',
      '1.1.1.4',
      '1.1.1.5',
      '1.1.1.8',
      '1.1.1.9',
      '3.2.1',
      '3.2.2',
      '3.2.3',
      '3.2.4',
    ],
  },
}
const rows = Object.entries(wanted).flatMap(([module, numbers]) =>
  Object.entries(numbers).map(([number, cis]) => ({ module, number: Number(number), cis })),
)

describe('the controls', () => {
  it('have numbers that no two share', () => {
    const numbers = all.map(({ number }) => number)
    expect(numbers.filter((number, index) => numbers.indexOf(number) !== index)).toEqual([])
  })

  it('are 1 to 32, among others', () => {
    expect(rows.map(({ number }) => number).sort((a, b) => a - b)).toEqual(Array.from({ length: 32 }, (_, n) => n + 1))
  })

  it.each(all)('say what and why in a line each: $number, $title', ({ title, why, risk, references }) => {
    expect(title).toMatch(/^[A-Z].*[^.]$/)
    expect(why).toMatch(/^\S.{15,}[^.]$/)
    expect(`${title}${why}`).not.toMatch(/\n/)
    expect(['none', 'service', 'lockout', 'reboot']).toContain(risk)
    expect(new Set(references).size).toBe(references.length)
    for (const reference of references) {
      expect(reference).toMatch(
        /^(cis-debian12:\d+(\.\d+)+|nist-800-53:[A-Z]{2}-\d+(\(\d+\))?(\([a-z]\))?|anssi-bp28:R\d+)$/,
      )
    }
  })
})

describe.each(workflows.filter(({ name }) => name === 'security'))('workflow $name', ({ name, modules: taking }) => {
  // control 15 is for who asks for it: without, the machine keeps the host keys that clients know it by
  const { plan } = compiled({ workflow: name, modules: taking, values: { ssh: { host_keys: ['ed25519', 'rsa'] } } })

  it.each(rows)('implements control $number in $module, with its CIS ids', ({ module, number, cis }) => {
    const steps = plan.steps.filter((step) => step.controls.some((control) => control.number === number))
    expect(steps.length).toBeGreaterThan(0)
    expect(new Set(steps.map(({ id }) => id.split('.')[0]))).toEqual(new Set([module]))
    const control = tables.find((table) => table.name === module)?.controls.find((one) => one.number === number)
    const have = control?.references.filter((reference) => reference.startsWith('cis-')) ?? []
    expect([...have].sort()).toEqual(cis.map((id) => `cis-debian12:${id}`).sort())
    expect(steps.some((step) => step.controls.some((one) => one === control))).toBe(true)
  })

  it('implements nothing that no module has as a control', () => {
    const served = new Set(plan.steps.flatMap(({ controls }) => controls))
    expect([...served].filter((control) => !all.includes(control))).toEqual([])
  })

  it('leaves no control aside', () => {
    const served = new Set(plan.steps.flatMap(({ controls }) => controls))
    expect(all.filter((control) => control.number <= 32 && !served.has(control)).map(({ number }) => number)).toEqual(
      [],
    )
  })
})
