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
  return [
    merged,
    ...renamed(
      resources.filter((resource) => resource.kind !== 'packages'),
      new Map(lists.map((list) => [list.id, mergedId])),
    ),
  ]
}
