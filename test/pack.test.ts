import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'

const root = join(import.meta.dirname, '..')

interface Packed {
  readonly integrity: string
  readonly files: readonly { readonly path: string }[]
}

/** A copy of what git knows, which can be built without disturbing the compiler that other tests run. */
function copy(): string {
  const directory = mkdtempSync(join(tmpdir(), 'flux-pack-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  const names = execFileSync('git', ['ls-files', '-z', '-c', '-o', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
  for (const name of names.split('\0').filter((name) => /^(src|scripts|templates|generated)\/|^[^/]+$/.test(name))) {
    mkdirSync(join(directory, dirname(name)), { recursive: true })
    cpSync(join(root, name), join(directory, name))
  }
  symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'))
  return directory
}

/** Builds and packs as `npm publish` does. */
function pack(cwd: string): Packed {
  const said = execFileSync('npm', ['pack', '--json', '--offline'], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [packed] = JSON.parse(said.slice(said.indexOf('[\n'))) as readonly Packed[]
  if (packed === undefined) throw new Error(`npm pack said: ${said}`)
  return packed
}

it('is the same package however often it is built and packed, with the command and without what only one Node can read', () => {
  const first = pack(copy())
  const second = pack(copy())
  expect(second.integrity).toBe(first.integrity)
  const paths = first.files.map(({ path }) => path)
  expect(paths).toEqual(
    expect.arrayContaining(['dist/flux.cjs', 'dist/index.js', 'generated/security.sh', 'LICENSE', 'README.md']),
  )
  expect(paths.filter((path) => /\.cache$|^(src|test|bats)\//.test(path))).toEqual([])
})
