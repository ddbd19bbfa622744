import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Plan } from '../../src/ir/plan.js'
import type { Step } from '../../src/ir/step.js'
import { cases } from './cases.js'
import { compiled } from './settings.js'

/**
 * What each case compiles to, byte for byte, so that a change of the compiler shows in a review as the change of the
 * scripts that it is. UPDATE_GOLDEN=1 rewrites what is expected.
 */
const updating = process.env.UPDATE_GOLDEN === '1'

function summary(plan: Plan): string {
  const line = (step: Step): string =>
    [
      step.id,
      step.kind,
      `risk ${step.risk}`,
      `undo ${step.undo}`,
      ...(step.controls.length > 0 ? [`controls ${step.controls.map(({ number }) => number).join(' ')}`] : []),
      ...(step.touches.length > 0 ? [`touches ${step.touches.join(' ')}`] : []),
      ...(step.needs.length > 0 ? [`needs ${step.needs.join(' ')}`] : []),
      ...(step.notifies === undefined ? [] : [`notifies ${Object.values(step.notifies).join(' ')}`]),
      ...(step.when === undefined ? [] : [`when ${step.when.fact} ${step.when.is}`]),
    ].join(' | ')
  const head = [
    `workflow ${plan.workflow}`,
    `modules ${plan.modules.join(' ')}`,
    `targets ${plan.targets.join(' ')}`,
    `settings ${plan.settingsDigest}`,
    `runtime ${plan.runtime.map(({ name }) => name).join(' ')}`,
  ]
  return [...head, '', ...plan.steps.map(line), ''].join('\n')
}

describe.each(cases)('golden $name', ({ given, expected }) => {
  const { script, plan } = compiled(given)

  it.each([
    ['script.sh', script],
    ['plan.txt', summary(plan)],
  ])('%s is what it was', (file, text) => {
    const path = join(expected, file)
    if (updating) {
      mkdirSync(expected, { recursive: true })
      if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text)
    }
    expect(text).toBe(readFileSync(path, 'utf8'))
  })
})

describe('golden', () => {
  it('has a case for every module of security alone, for links that no test machine has, and for a target', () => {
    const alone = cases.flatMap(({ given }) => (given.modules?.length === 1 ? given.modules : []))
    expect(new Set(alone)).toEqual(new Set(['firewall', 'ssh', 'sysctl', 'network']))
    expect(cases.some(({ given }) => given.target === 'debian:12')).toBe(true)
  })
})
