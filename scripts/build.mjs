// dist/flux.cjs, the command; dist/index.js, the library, for Node and browsers; dist/types. Runs in `npm ci` too.
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeCommand } from './build/command.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
/** Without the development packages, as after `npm ci --omit=dev`, there is nothing to build with, and that is no error. */
const esbuild = await import('esbuild').catch((error) => {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error
  console.warn('build: skipped, esbuild is not installed')
  process.exit(0)
})
const { build } = esbuild

const inherit = { cwd: root, stdio: 'inherit' }

execFileSync(process.execPath, ['scripts/embed.mjs'], inherit)

/**
 * `import { z } from 'zod'` brings all of zod, with the words of fifty languages; as a namespace esbuild leaves out what is
 * not used, which halves the time that the command needs to start.
 */
const shakeZod = {
  name: 'shake-zod',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8')
      return { loader: 'ts', contents: text.replace(/^import \{ z \} from 'zod'/m, "import * as z from 'zod'") }
    })
  },
}

/** Node's own sha256 in the command: ours in JavaScript takes a tenth of the start, before V8 has warmed up. */
const nativeHash = {
  name: 'native-hash',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@noble\/hashes\/sha2$/ }, () => ({ path: 'sha2', namespace: 'native-hash' }))
    onLoad({ filter: /^sha2$/, namespace: 'native-hash' }, () => ({
      resolveDir: root,
      contents:
        "import { createHash } from 'node:crypto'\n" +
        "export const sha256 = (bytes) => createHash('sha256').update(bytes).digest()\n",
    }))
  },
}

/** Node takes a while to load child_process, which commander needs for commands in files of their own; we have none. */
const lazyChildProcess = {
  name: 'lazy-child-process',
  setup({ onLoad }) {
    onLoad({ filter: /commander[\\/]lib[\\/]command\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8')
      const found = /const (\w+) = require\('node:child_process'\);?/
      if (!found.test(text)) throw new Error('commander does not load child_process any more: drop this plugin')
      return {
        contents: text.replace(found, "const $1 = { spawn: (...a) => require('node:child_process').spawn(...a) };"),
      }
    })
  },
}

const common = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  plugins: [shakeZod],
}

const command = await build({
  ...common,
  plugins: [shakeZod, nativeHash, lazyChildProcess],
  entryPoints: ['src/cli/main.ts'],
  write: false,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // one line of ASCII: scripts/build/command.mjs
  supported: { 'template-literal': false, 'dynamic-import': false },
  // WebAssembly in files of their own; `flux lint` and compressing need them, and they are dependencies
  external: ['sh-syntax', '@gfx/zopfli'],
})
mkdirSync(join(root, 'dist'), { recursive: true })
writeCommand(join(root, 'dist'), command.outputFiles[0].text)

await build({
  ...common,
  plugins: [shakeZod],
  entryPoints: ['src/index.ts'],
  external: ['@gfx/zopfli'],
  outfile: 'dist/index.js',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  target: 'es2022',
  format: 'esm',
})

rmSync(join(root, 'dist/types'), { recursive: true, force: true })
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')
execFileSync(process.execPath, [tsc, '--project', root], inherit)
