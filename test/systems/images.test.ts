import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const text = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

it('the matrix of .github/workflows/tests.yml has every system of bats/systems/images.list', () => {
  const systems = [...text('bats/systems/images.list').matchAll(/^([a-z]\S*) \S+ (?:workflows|refusal)$/gm)].map(
    (m) => m[1],
  )
  const matrix =
    text('.github/workflows/tests.yml')
      .split(/^\s+system:\n/m)[1]
      ?.split(/^\s+env:\n/m)[0] ?? ''
  expect(systems.length).toBeGreaterThan(0)
  expect([...matrix.matchAll(/^\s+- (\S+)$/gm)].map((m) => m[1])).toEqual(systems)
})
