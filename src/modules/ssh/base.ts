import type { ResourceBase, ResourceId } from '../../ir/resource.js'

/** The parts of a resource that most here share. */
export function base(id: ResourceId, option: string, rest: Pick<ResourceBase, 'title' | 'why' | 'risk'>): ResourceBase {
  return { id, controls: [], needs: [], origin: ['modules', 'ssh', option], ...rest }
}
