import type { Fragment } from './fragment.js'
import type { Step } from './step.js'

/** Everything the script is made of, in order. */
export interface Plan {
  readonly workflow: string
  /** Modules that take part, in order. */
  readonly modules: readonly string[]
  /** sha256 of the normalised settings, hexadecimal. */
  readonly settingsDigest: string
  /** Systems that the script runs on: `debian:12`, `ubuntu:24.04`. */
  readonly targets: readonly string[]
  readonly steps: readonly Step[]
  /** Runtime functions that the steps use, each after those it needs. */
  readonly runtime: readonly Fragment[]
}
