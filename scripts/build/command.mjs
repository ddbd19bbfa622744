// dist/flux.cjs: one file, that starts fast. Half of the time to start would go into compiling JavaScript, so the program
// stands in it as a comment, and beside it lies what V8 made of it. Without that file, or with another Node, it is compiled
// as ever: slower, and the same. It is not packed for npm: it is of use to the very Node that made it, and never the same bytes twice.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const loader = (cache) => `#!/usr/bin/env node
// Made by scripts/build/command.mjs. The last line is the program; ${cache} is the same, compiled by this Node or ignored.
const { readFileSync } = require('node:fs')
const { join } = require('node:path')
const { Script } = require('node:vm')
const text = readFileSync(__filename, 'latin1')
let cachedData
try {
  cachedData = readFileSync(join(__dirname, '${cache}'))
} catch {}
const source = text.slice(text.lastIndexOf('\\n//') + 3)
new Script(source, { filename: __filename, cachedData }).runInThisContext()(require, module, exports)
//`

/** Writes the command and its compiled form from a bundle, which must be one line of ASCII. */
export function writeCommand(directory, bundle) {
  const program = `(function(require,module,exports){${bundle.trimEnd()}})`
  if (/[^\t\x20-\x7e]/.test(program)) throw new Error('the bundle is not one line of ASCII')
  for (const name of readdirSync(directory)) {
    if (/^flux\.\w+\.cache$/.test(name)) rmSync(join(directory, name))
  }
  const cache = `flux.${createHash('sha256').update(program).digest('hex').slice(0, 16)}.cache`
  const file = join(directory, 'flux.cjs')
  writeFileSync(file, loader(cache) + program)
  chmodSync(file, 0o755)
  const maker = join(dirname(fileURLToPath(import.meta.url)), 'compiled.cjs')
  const cwd = mkdtempSync(join(tmpdir(), 'flux-build-'))
  const env = { PATH: process.env.PATH }
  const made = spawnSync(process.execPath, [maker, file, join(directory, cache)], { cwd, env, encoding: 'utf8' })
  rmSync(cwd, { recursive: true })
  if (made.status !== 0) console.warn(`build: the command will start slowly: ${made.stderr}`)
}
