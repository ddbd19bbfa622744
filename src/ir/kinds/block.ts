import type { ResourceBase } from '../resource.js'
import { Body, Word } from '../word.js'
import type { KindDefinition } from './kind.js'

/** Lines at the top of a file that others own, unless it has a line like them already. */
export interface BlockResource extends ResourceBase {
  readonly kind: 'block'
  readonly path: string
  readonly content: string
  /** Extended regular expression, case ignored: a line that matches makes the block unnecessary. */
  readonly unless: string
}

export const block: KindDefinition<BlockResource> = {
  summary: 'lines at the top of a file that others own',
  undo: 'restore',
  touches: (resource) => [resource.path],
  verbs: () => ['flux_block'],
  view: (resource) => ({
    path: new Word(resource.path),
    unless: new Word(resource.unless),
    content: new Body(resource.content),
  }),
}
