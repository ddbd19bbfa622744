import type { ResourceBase } from '../resource.js'
import { Word } from '../word.js'
import type { KindDefinition } from './kind.js'

/** The shell that users get when they log in. */
export interface LoginShellResource extends ResourceBase {
  readonly kind: 'loginShell'
  readonly shell: string
  readonly users: readonly string[]
}

export const loginShell: KindDefinition<LoginShellResource> = {
  summary: 'the shell that users get when they log in',
  undo: 'inverse',
  touches: () => ['/etc/passwd'],
  verbs: () => ['flux_login_shell'],
  view: (resource) => ({
    shell: new Word(resource.shell),
    users: resource.users.map((user) => new Word(user)),
  }),
}
