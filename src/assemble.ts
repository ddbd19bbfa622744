import { fragments } from './embedded/fragments.js'
import { emit } from './emit/script.js'
import type { Plan } from './ir/plan.js'
import type { Resource } from './ir/resource.js'
import { optimise } from './passes/4-optimise.js'
import { settle } from './passes/4-settle.js'
import { order } from './passes/5-order.js'
import { lower } from './passes/6-lower.js'
import { link } from './passes/7-link.js'

/** The second half of a compilation, for desired state from wherever it comes: passes 4 to 7, then the script. */
export function assemble(
  resources: readonly Resource[],
  about: Omit<Plan, 'runtime' | 'steps'>,
): { readonly script: string; readonly plan: Plan } {
  const steps = lower(order(optimise(settle(resources, about.targets)))) // 4, 5, 6
  const plan: Plan = { ...about, steps, runtime: link(steps, fragments) } // 7
  return { script: emit(plan), plan }
}
