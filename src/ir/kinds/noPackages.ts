import type { ResourceBase } from '../resource.js'
import { Word } from '../word.js'
import type { KindDefinition } from './kind.js'

/** Packages that are not installed, or that nothing needs any more. */
export interface NoPackagesResource extends ResourceBase {
  readonly kind: 'noPackages'
  /** Exactly these; `unneeded`: what was installed for others that are gone. */
  readonly which: { readonly are: 'named'; readonly packages: readonly string[] } | { readonly are: 'unneeded' }
}

export const noPackages: KindDefinition<NoPackagesResource> = {
  summary: 'packages that are not installed; their configuration stays',
  undo: 'inverse',
  touches: ({ which }) => (which.are === 'named' ? which.packages : ['packages']),
  verbs: ({ which }) => [which.are === 'named' ? 'flux_no_packages' : 'flux_autoremove'],
  view: ({ which }) => ({
    named: which.are === 'named' ? new Word('') : undefined,
    packages: which.are === 'named' ? which.packages.map((name) => new Word(name)) : [],
  }),
}
