import type { ResourceBase } from '../resource.js'
import { Body, Word } from '../word.js'
import type { KindDefinition } from './kind.js'

/** A package source of somebody else, trusted by one key that the settings pin. */
export interface RepositoryResource extends ResourceBase {
  readonly kind: 'repository'
  /** apt's file, sources.list(5), in /etc/apt/sources.list.d. */
  readonly path: string
  readonly content: string
  /** Where the key is kept: armoured, so its name ends in `.asc`. */
  readonly keyring: string
  /** Where the key is fetched from when it is not there. */
  readonly keyUrl: string
  /** 40 hexadecimal digits, upper case: no other key is taken, and none beside it. */
  readonly fingerprint: string
}

export const repository: KindDefinition<RepositoryResource> = {
  summary: 'a package source, trusted by one pinned key',
  undo: 'restore',
  touches: (resource) => [resource.path, resource.keyring],
  verbs: () => ['flux_repository'],
  view: (resource) => ({
    path: new Word(resource.path),
    keyring: new Word(resource.keyring),
    keyUrl: new Word(resource.keyUrl),
    fingerprint: new Word(resource.fingerprint),
    content: new Body(resource.content),
  }),
}
