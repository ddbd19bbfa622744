import type { Condition } from '../ir/condition.js'
import type { Resource } from '../ir/resource.js'

/** What the target says of a condition: it holds, it cannot hold, or the machine has to be asked. */
function verdict(condition: Condition | undefined, targets: readonly string[]): 'asked' | 'never' | 'holds' {
  if (condition === undefined) return 'holds'
  if (condition.fact !== 'release') return 'asked'
  const releases = condition.is.split(' ')
  if (targets.every((target) => releases.includes(target))) return 'holds'
  return targets.some((target) => releases.includes(target)) ? 'asked' : 'never'
}

/** Drops what no machine of the target does, and the questions whose answer the target is. */
export function settle(resources: readonly Resource[], targets: readonly string[]): readonly Resource[] {
  const settled: Resource[] = []
  for (const resource of resources) {
    const { when, ...always } = resource
    const said = verdict(when, targets)
    if (said === 'holds') settled.push(always as Resource)
    if (said === 'asked') settled.push(resource)
  }
  return settled
}
