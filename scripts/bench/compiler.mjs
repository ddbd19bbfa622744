// Sizes, the start from cold, and compiling in a running process.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { build } from 'esbuild'

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1]

/** Runs `work` in an empty directory, where no flux.toml of anybody is found. */
function inEmptyDirectory(work) {
  const directory = mkdtempSync(join(tmpdir(), 'flux-bench-'))
  try {
    return work(directory)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

function bundleOf(root, workflow, format) {
  const options = { maxBuffer: 1 << 26, env: { PATH: process.env.PATH } }
  const args = [join(root, 'dist/flux.cjs'), 'workflow', workflow, '--format', format]
  const ran = inEmptyDirectory((cwd) => spawnSync(process.execPath, args, { ...options, cwd }))
  return ran.status === 0 ? ran.stdout : undefined
}

/** Bytes of the scripts that the budget names, with default settings. */
export function measureSizes(root) {
  const size = (workflow, format) => {
    const what = `${workflow}, --format ${format}`
    const bytes = bundleOf(root, workflow, format)?.length
    return bytes === undefined
      ? { what, budget: 16384, unit: 'bytes', missing: 'there is no such workflow yet' }
      : { what, budget: 16384, unit: 'bytes', value: bytes }
  }
  return [size('security', 'sh'), size('security', 'packed'), size('security', 'gzip'), size('complete', 'gzip')]
}

/** Pairs, one right after the other, so that a busy machine slows both: the median of their ratios. */
export function measureStart(root) {
  const time = (args, cwd) => {
    const begun = process.hrtime.bigint()
    spawnSync(process.execPath, args, { cwd, env: { PATH: process.env.PATH } })
    return Number(process.hrtime.bigint() - begun)
  }
  const flux = [join(root, 'dist/flux.cjs'), 'workflow', 'security']
  const ratios = inEmptyDirectory((cwd) => {
    for (const args of [flux, ['-e', '0']]) time(args, cwd)
    return Array.from({ length: 21 }, () => {
      const empty = time(['-e', '0'], cwd)
      return time(flux, cwd) / empty
    })
  })
  return { what: 'flux workflow security, cold start', budget: 2, unit: '× node -e 0', value: median(ratios) }
}

/** The compiler as a library, from its source: what dist/index.js holds, with config/. */
async function loadCompiler(root, directory) {
  const outfile = join(directory, 'compiler.mjs')
  const contents = [
    "export { compile } from './src/compile.ts'",
    "export { settingsOf } from './src/config/settings.ts'",
    "export { prepare } from './src/config/sources.ts'",
    "export { parseToml } from './src/config/toml.ts'",
    "export { modules } from './src/modules/registry.ts'",
  ].join('\n')
  await build({
    absWorkingDir: root,
    stdin: { contents, resolveDir: root, loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  })
  return import(pathToFileURL(outfile).href)
}

/** From the text of a flux.toml of its own to the script, for every host. */
function compileHost({ compile, settingsOf, prepare, parseToml, modules }, number) {
  const file = parseToml(`[modules.ssh]\nport = ${1024 + number}\nallowed_users = ["operator${number}"]\n`, 'flux.toml')
  const prepared = prepare({ file: file.values, environment: {}, assignments: [] }, modules)
  const { settings } = settingsOf(prepared, { subject: { is: 'workflow', name: 'security' } })
  return compile(settings).script.length
}

export async function measureCompiler(root) {
  const directory = mkdtempSync(join(tmpdir(), 'flux-bench-'))
  try {
    const compiler = await loadCompiler(root, directory)
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc')
    for (let n = 0; n < 200; n++) compileHost(compiler, n)
    collect()
    const before = process.memoryUsage().heapUsed
    const times = Array.from({ length: 1000 }, (_, n) => {
      const begun = process.hrtime.bigint()
      compileHost(compiler, n)
      return Number(process.hrtime.bigint() - begun) / 1e6
    })
    const total = times.reduce((sum, time) => sum + time, 0) / 1000
    collect()
    const growth = (process.memoryUsage().heapUsed - before) / 2 ** 20
    return [
      { what: 'compile one host, median', budget: 2, unit: 'ms', value: median(times) },
      { what: 'compile 1,000 hosts', budget: 2, unit: 's', value: total },
      { what: 'heap growth over 1,000 hosts', budget: 5, unit: 'MiB', value: growth },
    ]
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}
