import type { Module } from '../modules/module.js'

/**
 * Puts the modules that take part in order: each after those that its `after` names, else as asked for (stable). A cycle
 * among shipped modules is a programming error that test/modules/registry.test.ts finds.
 */
export function resolve(asked: readonly string[], all: readonly Module[]): readonly Module[] {
  const wanted = asked.flatMap((name) => all.filter((module) => module.name === name))
  const ordered: Module[] = []
  const visit = (module: Module, path: readonly string[]): void => {
    if (ordered.includes(module)) return
    if (path.includes(module.name)) throw new Error(`modules need each other: ${[...path, module.name].join(' → ')}`)
    for (const name of module.after) {
      const other = wanted.find((candidate) => candidate.name === name)
      if (other !== undefined) visit(other, [...path, module.name])
    }
    ordered.push(module)
  }
  for (const module of wanted) visit(module, [])
  return ordered
}
