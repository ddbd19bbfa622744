import type { ResourceBase } from '../resource.js'
import { Word } from '../word.js'
import type { KindDefinition } from './kind.js'

/** A handler: the unit is reloaded when a resource that notifies it changed something. */
export interface ReloadResource extends ResourceBase {
  readonly kind: 'reload'
  readonly unit: string
  /** For sshd: it must listen afterwards, on this port or on those it had. */
  readonly listens?: { readonly port?: number }
}

export const reload: KindDefinition<ReloadResource> = {
  summary: 'a unit that is reloaded when what it reads has changed',
  undo: 'inverse',
  touches: (resource) => [resource.unit],
  verbs: ({ listens }) => (listens === undefined ? ['flux_reload'] : ['flux_reload', 'flux_listens']),
  view: ({ unit, listens }) => ({
    unit: new Word(unit),
    check: listens === undefined ? undefined : new Word('flux_listens'),
    listens: listens?.port === undefined ? [] : [new Word(String(listens.port))],
  }),
}
