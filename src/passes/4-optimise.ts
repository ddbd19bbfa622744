import type { PackagesResource } from '../ir/kinds/packages.js'
import type { Resource, ResourceId } from '../ir/resource.js'

const mergedId: ResourceId = 'packages.install'

/** Gives `needs` the ids that stand for those that were merged away. */
function renamed(
  resources: readonly Resource[],
  replacement: ReadonlyMap<ResourceId, ResourceId>,
): readonly Resource[] {
  return resources.map((resource) => ({
    ...resource,
    needs: [...new Set(resource.needs.map((id) => replacement.get(id) ?? id))],
  }))
}

/** What needs a step before it, a repository say, cannot be installed with the rest before that step. */
function isMergeable(resource: Resource): resource is PackagesResource {
  return resource.kind === 'packages' && resource.needs.length === 0 && resource.when === undefined
}

/** One package transaction for all modules: an index refresh and a resolver run each would cost seconds. */
export function optimise(resources: readonly Resource[]): readonly Resource[] {
  const lists = resources.filter(isMergeable)
  const [first] = lists
  if (first === undefined) return resources
  const merged: PackagesResource = {
    kind: 'packages',
    id: mergedId,
    title: 'Install what the other steps need',
    why: 'one transaction, which removes nothing',
    controls: [],
    risk: 'none',
    needs: [],
    origin: first.origin,
    packages: lists.flatMap((list) => list.packages),
  }
  return [
    merged,
    ...renamed(
      resources.filter((resource) => !isMergeable(resource)),
      new Map(lists.map((list) => [list.id, mergedId])),
    ),
  ]
}
