import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { currentPage } from '../scripts/docs.mjs'

const page = currentPage()

describe('docs/controls.md', () => {
  it('is what npm run docs writes', () => {
    expect(readFileSync(new URL('../docs/controls.md', import.meta.url), 'utf8')).toBe(page)
  })

  it('has the controls 1 to 32, each with a check', () => {
    for (let number = 1; number <= 32; number++) {
      expect(page).toMatch(new RegExp(`^## ${number}\\. .*\\n(?:(?!## ).*\\n)*- `, 'm'))
    }
  })
})
