import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { workflows } from '../src/workflows/index.js'
import { compiled } from './golden/settings.js'

/**
 * Step ids, controls and risks are names that others keep: --only, logs, audits, waivers. They stand in
 * test/stability/<workflow>.steps, so that one that goes or changes is seen. UPDATE_GOLDEN=1 rewrites them.
 */
const updating = process.env.UPDATE_GOLDEN === '1'

describe.each(workflows)('workflow $name', ({ name, modules }) => {
  it('has the steps, controls and risks that it had', () => {
    const lines = compiled({ workflow: name, modules }).plan.steps.map(({ id, controls, risk }) => {
      const numbers = controls.map(({ number }) => number).sort((a, b) => a - b)
      const references = [...new Set(controls.flatMap((control) => control.references))].sort()
      return [id, numbers.join(' ') || '-', references.join(' ') || '-', risk].join(' | ')
    })
    const path = join(import.meta.dirname, 'stability', `${name}.steps`)
    const text = `${lines.join('\n')}\n`
    if (updating) writeFileSync(path, text)
    expect(text).toBe(readFileSync(path, 'utf8'))
  })

  it('has no step twice', () => {
    const ids = compiled({ workflow: name, modules }).plan.steps.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })
})
