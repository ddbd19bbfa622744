// dist/flux.cjs, the command; dist/index.js, the library, for Node and browsers; dist/types. Runs in `npm ci` too.
import { execFileSync } from 'node:child_process'
import { chmodSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
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

const common = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  plugins: [shakeZod],
}

await build({
  ...common,
  entryPoints: ['src/cli/main.ts'],
  outfile: 'dist/flux.cjs',
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  banner: { js: '#!/usr/bin/env node' },
  // WebAssembly in a file of its own; only `flux lint` needs it, and it is a dependency
  external: ['sh-syntax'],
})
chmodSync(join(root, 'dist/flux.cjs'), 0o755)

await build({
  ...common,
  entryPoints: ['src/index.ts'],
  outfile: 'dist/index.js',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  target: 'es2022',
  format: 'esm',
})

rmSync(join(root, 'dist/types'), { recursive: true, force: true })
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')
execFileSync(process.execPath, [tsc, '--project', root], inherit)
