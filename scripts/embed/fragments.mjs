// templates/runtime/*.sh as data: what each fragment prints, defines and uses is read from its text.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const definition = /^(flux_[a-z_]+|main)\(\)/gm
const mention = /(?<![A-Za-z0-9_])flux_[a-z_]+/g
/** A record of this kind is undone by a function whose name is made of it, when the script runs. */
const journaled = /(?<![A-Za-z0-9_])flux_keep ([a-z]+)/g

/** The fragments of a directory, by name. */
export function readFragments(directory) {
  const files = readdirSync(directory)
    .filter((name) => name.endsWith('.sh'))
    .sort()
  const fragments = files.map((file) => {
    const lines = readFileSync(join(directory, file), 'utf8').split('\n')
    const text = lines.filter((line) => !line.startsWith('##')).join('\n')
    const defines = [...text.matchAll(definition)].map((match) => match[1])
    return { name: file.replace(/\.sh$/, ''), text, defines }
  })
  const definedIn = new Map()
  for (const { name, defines } of fragments) {
    if (defines.length === 0) throw new Error(`templates/runtime/${name}.sh defines no function`)
    for (const verb of defines) {
      if (definedIn.has(verb)) throw new Error(`${verb} is defined in ${definedIn.get(verb)}.sh and in ${name}.sh`)
      definedIn.set(verb, name)
    }
  }
  return fragments.map(({ name, text, defines }) => {
    // A comment that mentions a function does not use it.
    const code = text.replace(/^[ \t]*#.*$/gm, '')
    const undone = [...code.matchAll(journaled)].map((match) => `flux_undo_${match[1]}`)
    const mentioned = [...new Set([...(code.match(mention) ?? []), ...undone])].filter((verb) => definedIn.has(verb))
    return { name, text, defines, uses: mentioned.filter((verb) => definedIn.get(verb) !== name).sort() }
  })
}

/** Text of src/embedded/fragments.ts. */
export function fragmentsModule(directory) {
  return [
    '// Made by scripts/embed.mjs from templates/runtime.',
    "import type { Fragment } from '../ir/fragment.js'",
    '',
    '/** Every runtime fragment, by name. */',
    `export const fragments: readonly Fragment[] = ${JSON.stringify(readFragments(directory), null, 2)}`,
    '',
  ].join('\n')
}
