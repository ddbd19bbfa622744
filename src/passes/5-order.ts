import type { Resource, ResourceId } from '../ir/resource.js'

/** Guards that need nothing but guards come before all changes: what they protect includes the packages. */
function isPrecondition(resource: Resource, byId: ReadonlyMap<ResourceId, Resource>): boolean {
  if (resource.kind !== 'require') return false
  return resource.needs.every((id) => {
    const needed = byId.get(id)
    return needed === undefined || isPrecondition(needed, byId)
  })
}

/** What comes where, unless somebody needs it earlier: guards, upgrades, what is installed, the rest, a reboot. */
function rankOf(resource: Resource, byId: ReadonlyMap<ResourceId, Resource>): number {
  if (isPrecondition(resource, byId)) return 0
  switch (resource.kind) {
    case 'hold':
      return 1
    case 'upgrade':
      return 2
    case 'packages':
      return resource.needs.length === 0 ? 3 : 4
    case 'reboot':
      return 5
    default:
      return 4
  }
}

/**
 * The order of the run: by rank, then modules as they stand, each resource as early as what it needs allows. Stable:
 * where nothing decides, the declared order holds.
 */
export function order(resources: readonly Resource[]): readonly Resource[] {
  const byId = new Map(resources.map((resource) => [resource.id, resource]))
  const rank = (resource: Resource): number => rankOf(resource, byId)
  const waiting = [...resources].sort((a, b) => rank(a) - rank(b))
  const ordered: Resource[] = []
  const done = new Set<ResourceId>()
  while (waiting.length > 0) {
    const next = waiting.findIndex((resource) => resource.needs.every((id) => done.has(id) || !byId.has(id)))
    const resource = waiting[next]
    if (resource === undefined)
      throw new Error(`resources need each other: ${waiting.map((left) => left.id).join(', ')}`)
    waiting.splice(next, 1)
    done.add(resource.id)
    ordered.push(resource)
  }
  return ordered
}
