import { definitionOf } from '../ir/kinds/index.js'
import type { Resource, ResourceId } from '../ir/resource.js'
import type { Step } from '../ir/step.js'

/** The unit that a handler reloads: a reload's own, or the firewall's, which reloads itself when told to. */
function unitOf(resource: Resource | undefined, id: ResourceId): string {
  if (resource?.kind === 'reload' || resource?.kind === 'service') return resource.unit
  if (resource?.kind === 'firewall') return resource.backend.name
  throw new Error(`${id} is notified and is no handler`)
}

/** Turns resources into steps: what a template prints of them, and what the index says. */
export function lower(resources: readonly Resource[]): readonly Step[] {
  return resources.map((resource) => {
    const definition = definitionOf(resource)
    const { notify } = resource
    return {
      id: resource.id,
      kind: resource.kind,
      title: resource.title,
      why: resource.why,
      controls: resource.controls,
      risk: resource.risk,
      undo: definition.undo,
      touches: definition.touches(resource),
      verbs: definition.verbs(resource),
      needs: resource.needs,
      view: definition.view(resource),
      origin: resource.origin,
      ...(resource.when !== undefined && { when: resource.when }),
      ...(notify !== undefined && {
        notifies: unitOf(
          resources.find((other) => other.id === notify),
          notify,
        ),
      }),
    }
  })
}
