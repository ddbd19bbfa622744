import type { Resource, ResourceId } from '../ir/resource.js'

/** Guards that need nothing but guards come before all changes: what they protect includes the packages. */
function isPrecondition(resource: Resource, byId: ReadonlyMap<ResourceId, Resource>): boolean {
  if (resource.kind !== 'require') return false
  return resource.needs.every((id) => {
    const needed = byId.get(id)
    return needed === undefined || isPrecondition(needed, byId)
  })
}

/**
 * The order of the run: guards, packages, then modules as they stand, each resource after what it needs. Stable: where
 * nothing decides, the declared order holds.
 */
export function order(resources: readonly Resource[]): readonly Resource[] {
  const byId = new Map(resources.map((resource) => [resource.id, resource]))
  const rank = (resource: Resource): number =>
    isPrecondition(resource, byId) ? 0 : resource.kind === 'packages' ? 1 : 2
  const sorted = [...resources].sort((a, b) => rank(a) - rank(b))
  const ordered: Resource[] = []
  const done = new Set<ResourceId>()
  const visit = (resource: Resource, path: readonly ResourceId[]): void => {
    if (done.has(resource.id)) return
    if (path.includes(resource.id)) throw new Error(`resources need each other: ${[...path, resource.id].join(' → ')}`)
    for (const id of resource.needs) {
      const needed = byId.get(id)
      if (needed !== undefined) visit(needed, [...path, resource.id])
    }
    done.add(resource.id)
    ordered.push(resource)
  }
  for (const resource of sorted) visit(resource, [])
  return ordered
}
