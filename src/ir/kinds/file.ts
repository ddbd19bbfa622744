import type { ResourceBase } from '../resource.js'
import { Body, Word } from '../word.js'
import type { KindDefinition } from './kind.js'

/** A file with exactly this content, mode and owner. */
export interface FileResource extends ResourceBase {
  readonly kind: 'file'
  readonly path: string
  readonly content: string
  /** Octal digits, as `600`. */
  readonly mode: string
  /** `user:group`. */
  readonly owner: string
  /** A command that gets the new file as its last argument and must accept it, such as `sshd -t -f`. */
  readonly check?: string
}

export const file: KindDefinition<FileResource> = {
  summary: 'a file with exactly this content, mode and owner',
  undo: 'restore',
  touches: (resource) => [resource.path],
  verbs: () => ['flux_file'],
  view: (resource) => ({
    path: new Word(resource.path),
    mode: new Word(resource.mode),
    owner: new Word(resource.owner),
    check: resource.check === undefined ? undefined : new Word(resource.check),
    content: new Body(resource.content),
  }),
}
