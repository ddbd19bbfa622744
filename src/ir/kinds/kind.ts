import type { Resource, Undo } from '../resource.js'
import type { View } from '../step.js'

/** What the compiler must know about a kind; one object a kind, in the kind's own file. */
export interface KindDefinition<R extends Resource> {
  /** One line for `flux list kinds`. */
  readonly summary: string
  /** How its changes are taken back. */
  readonly undo: Undo
  /** What a resource of this kind can change: paths, packages, units, keys. Shown in the index. */
  touches(resource: R): readonly string[]
  /** Runtime functions that its template calls. */
  verbs(resource: R): readonly string[]
  /** The words its template prints. */
  view(resource: R): View
}
