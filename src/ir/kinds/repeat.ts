import { functionOf } from '../id.js'
import type { ResourceBase, ResourceId } from '../resource.js'
import { Word } from '../word.js'
import type { KindDefinition } from './kind.js'

/** Steps that are run again when sshd may have other ports: what was open for the old ones closes. */
export interface RepeatResource extends ResourceBase {
  readonly kind: 'repeat'
  readonly steps: readonly ResourceId[]
}

export const repeat: KindDefinition<RepeatResource> = {
  summary: 'steps that run again when sshd has other ports',
  undo: 'inverse',
  touches: (resource) => resource.steps,
  verbs: () => ['flux_repeat'],
  view: (resource) => ({ steps: resource.steps.map((id) => new Word(functionOf(id))) }),
}
