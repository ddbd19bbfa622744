// npm run docs: writes the pages of docs/ that are made from the compiler itself: controls.md, options.md and the JSON Schemas.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { controlsPage } from './docs/controls.mjs'
import { optionsPage } from './docs/options.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

const flux = (...argv) => String(execFileSync(process.execPath, [join(root, 'dist/flux.cjs'), ...argv], { cwd: root }))

/** The pages as they should be now, by file name. */
export function currentPages() {
  const table = readFileSync(join(root, 'bats/workflows/security.controls'), 'utf8')
  const schema = flux('schema')
  return {
    'controls.md': controlsPage(JSON.parse(flux('plan', 'security', '--format', 'json')), table),
    'options.md': optionsPage(JSON.parse(schema)),
    'flux.schema.json': schema,
    'plan.schema.json': flux('plan', '--format', 'schema'),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, text] of Object.entries(currentPages())) writeFileSync(join(root, 'docs', name), text)
}
