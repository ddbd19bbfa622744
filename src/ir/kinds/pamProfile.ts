import type { ResourceBase } from '../resource.js'
import { Word } from '../word.js'
import type { KindDefinition } from './kind.js'

/** A profile of pam-auth-update(8) is part of what every program asks at log-in. */
export interface PamProfileResource extends ResourceBase {
  readonly kind: 'pamProfile'
  /** Names of files in /usr/share/pam-configs. */
  readonly profiles: readonly string[]
  /** The PAM module that they bring: `pam_faillock.so`. */
  readonly module: string
}

export const pamProfile: KindDefinition<PamProfileResource> = {
  summary: 'a PAM module is asked at log-in, by profiles of pam-auth-update',
  undo: 'restore',
  touches: () => ['/etc/pam.d/common-*'],
  verbs: () => ['flux_pam'],
  view: (resource) => ({
    module: new Word(resource.module),
    profiles: resource.profiles.map((profile) => new Word(profile)),
  }),
}
