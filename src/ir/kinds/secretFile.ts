import type { ResourceBase } from '../resource.js'
import { Body, Word } from '../word.js'
import type { KindDefinition } from './kind.js'

/** Stands in the content for the secret. */
export const secretMark = '@SECRET@'

/** A file with a secret that the machine has and the script does not: user data can be read by every process there. */
export interface SecretFileResource extends ResourceBase {
  readonly kind: 'secretFile'
  readonly path: string
  /** With `secretMark` where the secret goes, at most once a line. */
  readonly content: string
  /** Octal digits, as `600`. */
  readonly mode: string
  /** `user:group`. */
  readonly owner: string
  /** Where the secret is when the script runs: the path of a file, or the name of an environment variable. */
  readonly secretFrom: string
}

export const secretFile: KindDefinition<SecretFileResource> = {
  summary: 'a file with a secret that is read from the machine at run time',
  undo: 'restore',
  touches: (resource) => [resource.path],
  verbs: () => ['flux_secret_file'],
  view: (resource) => ({
    path: new Word(resource.path),
    mode: new Word(resource.mode),
    owner: new Word(resource.owner),
    secretFrom: new Word(resource.secretFrom),
    content: new Body(resource.content),
  }),
}
