import type { PackagesResource } from '../ir/kinds/packages.js'
import type { Resource, ResourceId } from '../ir/resource.js'

const mergedId: ResourceId = 'packages.install'

/** One package transaction for all modules: an index refresh and a resolver run each would cost seconds. */
export function optimise(resources: readonly Resource[]): readonly Resource[] {
  const lists = resources.filter((resource): resource is PackagesResource => resource.kind === 'packages')
  const [first] = lists
  if (first === undefined) return resources
  const merged: PackagesResource = {
    kind: 'packages',
    id: mergedId,
    title: 'Install what the steps below need',
    why: 'one transaction, which removes nothing',
    controls: [],
    risk: 'none',
    needs: [],
    origin: first.origin,
    packages: lists.flatMap((list) => list.packages),
  }
  const replaced = new Set(lists.map((list) => list.id))
  const needsOf = (resource: Resource): readonly ResourceId[] => [
    ...new Set(resource.needs.map((id) => (replaced.has(id) ? mergedId : id))),
  ]
  return [
    merged,
    ...resources
      .filter((resource) => resource.kind !== 'packages')
      .map((resource) => ({ ...resource, needs: needsOf(resource) })),
  ]
}
