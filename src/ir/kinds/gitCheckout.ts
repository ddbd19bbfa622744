import type { ResourceBase } from '../resource.js'
import { Word } from '../word.js'
import type { KindDefinition } from './kind.js'

/** A directory that is one commit of a git repository, and nothing beside it. */
export interface GitCheckoutResource extends ResourceBase {
  readonly kind: 'gitCheckout'
  readonly path: string
  readonly url: string
  /** 40 hexadecimal digits: a branch or tag would be whatever its owner makes of it. */
  readonly commit: string
}

export const gitCheckout: KindDefinition<GitCheckoutResource> = {
  summary: 'a directory that is one commit of a git repository',
  undo: 'restore',
  touches: (resource) => [resource.path],
  verbs: () => ['flux_checkout'],
  view: (resource) => ({
    path: new Word(resource.path),
    url: new Word(resource.url),
    commit: new Word(resource.commit),
  }),
}
