import { conditionVerb } from '../ir/condition.js'
import type { Fragment } from '../ir/fragment.js'
import type { Step } from '../ir/step.js'

/** Functions that every script needs, whatever its steps are. */
const roots: readonly string[] = ['main']

/**
 * The fragments that the steps use, with all that these use: each after those it needs, else by name; `main` last. What a
 * fragment defines and uses was read from its text when the compiler was built.
 */
export function link(steps: readonly Step[], fragments: readonly Fragment[]): readonly Fragment[] {
  const definedIn = new Map(fragments.flatMap((fragment) => fragment.defines.map((name) => [name, fragment] as const)))
  const conditions = steps.flatMap((step) => (step.when === undefined ? [] : [conditionVerb(step.when)]))
  const handlers = steps.flatMap((step) => (step.notifies === undefined ? [] : [`flux_undo_${step.notifies.how}`]))
  const used = [...new Set([...steps.flatMap((step) => step.verbs), ...conditions, ...handlers])].sort()
  const linked: Fragment[] = []
  const visited = new Set<Fragment>()
  const visit = (name: string): void => {
    const fragment = definedIn.get(name)
    if (fragment === undefined) throw new Error(`no runtime fragment defines ${name}`)
    if (visited.has(fragment)) return
    visited.add(fragment)
    for (const needed of [...fragment.uses].sort()) visit(needed)
    linked.push(fragment)
  }
  for (const name of [...used, ...roots]) visit(name)
  return linked
}
