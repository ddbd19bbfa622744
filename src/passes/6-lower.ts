import { definitionOf } from '../ir/kinds/index.js'
import type { Resource, ResourceId } from '../ir/resource.js'
import type { Step } from '../ir/step.js'

/** How a handler makes changes effective; a firewall of ufw's reloads itself when it is told to. */
function handlerOf(resource: Resource | undefined, id: ResourceId): NonNullable<Step['notifies']> {
  switch (resource?.kind) {
    case 'reload':
      return { how: 'reload', unit: resource.unit }
    case 'service':
      return { how: 'restart', unit: resource.unit }
    case 'firewall':
      return { how: 'ufw', unit: 'ufw' }
    case 'network':
      return { how: 'network', unit: resource.interfaces.join(',') }
    case 'trustStore':
      return { how: 'trust', unit: 'store' }
    default:
      throw new Error(`${id} is notified and is no handler`)
  }
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
        notifies: handlerOf(
          resources.find((other) => other.id === notify),
          notify,
        ),
      }),
    }
  })
}
