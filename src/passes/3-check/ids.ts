import type { Diagnostic } from '../../diagnostics/diagnostic.js'
import { namesTooAlike } from '../../embedded/messages.js'
import { functionOf } from '../../ir/id.js'
import type { Resource } from '../../ir/resource.js'

/**
 * Names that the settings give become parts of ids; a resource whose step would bear the name of one before it is an error. One name makes
 * several steps: of an option's, the first is told.
 */
export function sameIds(resources: readonly Resource[]): readonly Diagnostic[] {
  const taken = new Set<string>()
  const found = new Map<string, Diagnostic>()
  for (const { id, origin } of resources) {
    const option = origin.join('.')
    if (taken.has(functionOf(id)) && !found.has(option)) found.set(option, namesTooAlike({ id }, { path: origin }))
    taken.add(functionOf(id))
  }
  return [...found.values()]
}
