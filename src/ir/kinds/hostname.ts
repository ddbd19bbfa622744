import type { ResourceBase } from '../resource.js'
import { Word } from '../word.js'
import type { KindDefinition } from './kind.js'

/** The machine's own name, now and after a reboot. */
export interface HostnameResource extends ResourceBase {
  readonly kind: 'hostname'
  readonly name: string
}

export const hostname: KindDefinition<HostnameResource> = {
  summary: 'the machine’s own name, now and after a reboot',
  undo: 'inverse',
  touches: () => ['/etc/hostname'],
  verbs: () => ['flux_hostname'],
  view: (resource) => ({ name: new Word(resource.name) }),
}
