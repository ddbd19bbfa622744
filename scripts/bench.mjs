// npm run bench [-- --no-machine]: the budgets of the design, measured here and now. Prints a table; never fails.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { measureCompiler, measureSizes, measureStart } from './bench/compiler.mjs'
import { measureMachine } from './bench/machine.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
if (!existsSync(join(root, 'dist/flux.cjs'))) {
  console.error('no dist/flux.cjs: npm run build first')
  process.exit(1)
}

const rows = [
  ...measureSizes(root),
  measureStart(root),
  ...(await measureCompiler(root)),
  ...(process.argv.includes('--no-machine') ? [] : measureMachine(root)),
]

const grouped = (value) => {
  const [whole, rest] = String(Math.round(value * 100) / 100).split('.')
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (rest === undefined ? '' : `.${rest}`)
}
const cells = rows.map(({ what, budget, value, unit, missing }) => {
  if (missing !== undefined) return [what, `≤ ${grouped(budget)} ${unit}`, `not run: ${missing}`, '']
  return [what, `≤ ${grouped(budget)} ${unit}`, `${grouped(value)} ${unit}`, value <= budget ? 'pass' : 'over']
})
const table = [['what', 'budget', 'measured', ''], ...cells]
const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => row[column].length)))
for (const row of table)
  console.log(
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
