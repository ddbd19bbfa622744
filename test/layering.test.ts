import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')

function typescriptBelow(directory: string): readonly string[] {
  return readdirSync(join(root, directory), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${directory}/${name}`)
    .filter((name) => !name.startsWith('src/embedded/'))
    .sort()
}

/**
 * The layers, the upper ones first: what stands in a row may import from its own row and from those below, types too.
 * What scripts/embed.mjs has printed is data that every layer may read.
 */
const layers: readonly (readonly string[])[] = [
  ['src/cli'],
  ['src/index.ts'],
  ['src/compile.ts'],
  ['src/assemble.ts'],
  ['src/config', 'src/passes', 'src/bundle'],
  ['src/emit', 'src/modules', 'src/workflows'],
  ['src/ir', 'src/distro'],
  ['src/diagnostics'],
]
/** Directories of one row that do not know each other. */
const strangers: readonly (readonly [string, string])[] = [
  ['src/modules', 'src/emit'],
  ['src/emit', 'src/modules'],
  ['src/passes', 'src/config'],
  ['src/config', 'src/passes'],
  ['src/distro', 'src/ir'],
]

const isIn = (file: string, place: string): boolean => file === place || file.startsWith(`${place}/`)
const layerOf = (file: string): number => layers.findIndex((row) => row.some((place) => isIn(file, place)))

interface Import {
  readonly from: string
  readonly to: string
}

const code = (file: string): string => readFileSync(join(root, file), 'utf8')

/** What a file imports, as written, or as a path from the root. */
function importsOf(file: string): readonly Import[] {
  const names = code(file).matchAll(/(?:from|import|import\()\s*'([^']+)'/g)
  return [...names].map(([, name = '']) => {
    const local = relative(root, join(root, dirname(file), name)).replace(/\.js$/, '.ts')
    return { from: file, to: name.startsWith('.') ? local : name }
  })
}

const sources = typescriptBelow('src')
const core = sources.filter((file) => !isIn(file, 'src/cli'))
const inside = sources.flatMap(importsOf).filter(({ to }) => to.startsWith('src/') && !to.startsWith('src/embedded/'))
const shown = ({ from, to }: Import): string => `${from} -> ${to}`

describe('layers', () => {
  it('have a place for every file', () => {
    expect(sources.filter((file) => layerOf(file) < 0)).toEqual([])
    expect(inside.length).toBeGreaterThan(100)
  })

  it('import from their own row and from below only', () => {
    expect(inside.filter(({ from, to }) => layerOf(to) < layerOf(from)).map(shown)).toEqual([])
  })

  it('do not look sideways where they need not', () => {
    const sideways = inside.filter(({ from, to }) =>
      strangers.some(([one, other]) => isIn(from, one) && isIn(to, other)),
    )
    expect(sideways.map(shown)).toEqual([])
  })

  it('have no module that knows another', () => {
    const name = (file: string): string | undefined => /^src\/modules\/([^/]+)\//.exec(file)?.[1]
    const across = inside.filter(({ from, to }) => {
      const [one, other] = [name(from), name(to)]
      return one !== undefined && other !== undefined && one !== other
    })
    expect(across.map(shown)).toEqual([])
  })

  it('have no cycle of files', () => {
    const next = new Map(sources.map((file) => [file, inside.filter(({ from }) => from === file).map(({ to }) => to)]))
    const done = new Set<string>()
    const cycles: string[] = []
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' -> '))
      if (done.has(file) || path.includes(file)) return
      for (const other of next.get(file) ?? []) visit(other, [...path, file])
      done.add(file)
    }
    for (const file of sources) visit(file, [])
    // A kind and the union of all kinds, whose types need each other; nothing of it is there at run time.
    expect(cycles.filter((cycle) => !cycle.includes('src/ir/resource.ts'))).toEqual([])
  })
})

describe('the core', () => {
  it('imports nothing of Node', () => {
    const builtin = new Set([...builtinModules, ...builtinModules.map((name) => `node:${name}`)])
    const odd = core.flatMap(importsOf).filter(({ to }) => to.startsWith('node:') || builtin.has(to))
    expect(odd.map(shown)).toEqual([])
    expect(sources.flatMap(importsOf).some(({ to }) => to.startsWith('node:'))).toBe(true)
  })

  it.each(['process', 'Date', 'Math.random', 'performance', 'fetch', 'Buffer', 'require', 'globalThis', 'setTimeout'])(
    'does not touch %s',
    (name) => {
      const use = new RegExp(`(?<![\\w.'\`’-])${name.replace('.', '\\.')}\\s*[.(\\[]`)
      const users = core.filter((file) => {
        const text = code(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
        return text.split('\n').some((line) => use.test(line.replace(/'[^']*'|`[^`]*`/g, '')))
      })
      expect(users).toEqual([])
    },
  )
})

describe('files', () => {
  const all = [...sources, ...typescriptBelow('test')]

  it('have 250 lines at most', () => {
    const long = all.map((file) => ({ file, lines: code(file).split('\n').length - 1 }))
    expect(long.filter(({ lines }) => lines > 250)).toEqual([])
  })
})
