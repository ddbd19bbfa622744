import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseToml } from '../src/config/toml.js'
import { modules } from '../src/modules/registry.js'

const read = (file: string): string => readFileSync(new URL(`../bats/${file}`, import.meta.url), 'utf8')

/** Every option as docs/options.md has it, which is generated from the schemas; without the tables that hold others. */
function documented(): readonly string[] {
  let module = ''
  return readFileSync(new URL('../docs/options.md', import.meta.url), 'utf8')
    .split('\n')
    .flatMap((line) => {
      module = /^## ([a-z]+)$/.exec(line)?.[1] ?? module
      const [, name, takes] = /^\| `([^`]+)` \| (.*?) \| /.exec(line) ?? []
      return name === undefined || takes === 'table' || takes === 'list of tables' ? [] : [`${module}.${name}`]
    })
}

/** Options that a kind's own suite judges, for what they need is made there. */
const judgedByKinds: Readonly<Record<string, string>> = {
  'certs.letsencrypt.enabled': 'certbot.bats',
  'certs.letsencrypt.email': 'certbot.bats',
  'certs.letsencrypt.domains': 'certbot.bats',
  'netdata.repository': 'repository.bats',
  'netdata.repository_key': 'repository.bats',
}

/** The kernel that tests run on has neither VLANs nor bonds: of these only the files are compared, in test/golden/network-links. */
const unseen = /^network\.(vlans|bonds)\[\]\./

/** `firewall.rules[].port` of every check of bats/options. */
function checked(): ReadonlySet<string> {
  const files = readdirSync(new URL('../bats/options/', import.meta.url)).filter((name) => name.endsWith('.checks'))
  return new Set(
    files.flatMap((file) =>
      read(`options/${file}`)
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('#'))
        .map((line) => `${/^[a-z]+/.exec(file)?.[0]}.${line.split(' :: ')[0]}`),
    ),
  )
}

/** The options that the scenarios of a module set; its _outcome.sh judges them. */
function inScenario(module: string): ReadonlySet<string> {
  const folder = `scenarios/${module}`
  const names = new Set<string>()
  const visit = (value: unknown, path: string): void => {
    names.add(path)
    if (Array.isArray(value)) for (const entry of value) visit(entry, `${path}[]`)
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) visit(inner, `${path}.${key}`)
    }
  }
  const at = new URL(`../bats/${folder}/`, import.meta.url)
  if (!existsSync(new URL('flux.toml', at)) || !existsSync(new URL('_outcome.sh', at))) return names
  const parsed = parseToml(read(`${folder}/flux.toml`), 'flux.toml')
  if ('diagnostic' in parsed) throw new Error(`${folder}/flux.toml does not parse`)
  const { modules: tables } = parsed.values as { readonly modules: Readonly<Record<string, unknown>> }
  visit(tables[module], module)
  return names
}

describe('every option has a test that sees its effect on a booted machine', () => {
  const checks = checked()
  const options = documented()
  for (const { name: module } of modules) {
    it(module, () => {
      const scenario = inScenario(module)
      const mine = options.filter((option) => option.startsWith(`${module}.`))
      expect(mine.length).toBeGreaterThan(0)
      const missing = mine.filter(
        (option) =>
          !checks.has(option) && !scenario.has(option) && judgedByKinds[option] === undefined && !unseen.test(option),
      )
      expect(missing).toEqual([])
    })
  }

  it('checks only options that there are', () => {
    expect([...checks, ...Object.keys(judgedByKinds)].filter((option) => !options.includes(option))).toEqual([])
  })
})
