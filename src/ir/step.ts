import type { KeyPath } from '../diagnostics/diagnostic.js'
import type { Condition } from './condition.js'
import type { Control, Risk } from './control.js'
import type { Kind, ResourceId, Undo } from './resource.js'
import type { Body, Glob, Word } from './word.js'

/** What a kind's template prints: words by name. */
export type View = Readonly<Record<string, Word | Glob | Body | readonly (Word | Glob)[] | undefined>>

/** One function of the script: what templates see of a resource. */
export interface Step {
  readonly id: ResourceId
  readonly kind: Kind
  readonly title: string
  readonly why: string
  readonly controls: readonly Control[]
  readonly risk: Risk
  readonly undo: Undo
  /** Runtime functions that its template calls. */
  readonly verbs: readonly string[]
  /** Paths, packages, units or keys that it can change. */
  readonly touches: readonly string[]
  readonly needs: readonly ResourceId[]
  /** What must read anew what the step changed. */
  readonly notifies?: { readonly how: 'network' | 'reload' | 'restart' | 'trust' | 'ufw'; readonly unit: string }
  readonly when?: Condition
  readonly view: View
  readonly origin: KeyPath
}
