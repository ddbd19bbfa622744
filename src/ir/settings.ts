/** What a compilation starts from: flux.toml, environment and flags, merged and validated by config/. */
export interface Settings {
  /** Name of the workflow; `module-<name>` for a single module. */
  readonly workflow: string
  /** Modules asked for, in the workflow's order. */
  readonly modules: readonly string[]
  /** Validated settings of every module, defaults filled in. */
  readonly values: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** `any`, a distribution such as `ubuntu`, or a release such as `debian:12`. */
  readonly target: string
}
