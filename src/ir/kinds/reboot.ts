import type { ResourceBase } from '../resource.js'
import { Word } from '../word.js'
import type { KindDefinition } from './kind.js'

/** A reboot after the run, if what was upgraded needs one. */
export interface RebootResource extends ResourceBase {
  readonly kind: 'reboot'
  /** Minutes in which who is logged in can save their work, or cancel it by shutdown -c. */
  readonly delay: number
}

export const reboot: KindDefinition<RebootResource> = {
  summary: 'a reboot after the run, if one is needed',
  undo: 'inverse',
  touches: () => ['reboot'],
  verbs: () => ['flux_reboot'],
  view: (resource) => ({ delay: new Word(String(resource.delay)) }),
}
