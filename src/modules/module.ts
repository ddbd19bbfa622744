import type { z } from 'zod'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { Distribution } from '../distro/distribution.js'
import type { Resource } from '../ir/resource.js'

/** What a module may look at beside its own settings. */
export interface ModuleContext {
  /** The distributions that the script is for, all of one family. */
  readonly distribution: Distribution
  /** Settings of the other modules that take part, validated, by module name; absent if the module does not take part. */
  readonly others: Readonly<Record<string, unknown>>
}

/** A module: a name, the schema of its settings, and what it declares for them. Pure. */
export interface Module<S extends z.ZodObject = z.ZodObject> {
  readonly name: string
  /** One line for `flux list modules`. */
  readonly summary: string
  readonly schema: S
  /** Modules that must run before it when they take part. */
  readonly after: readonly string[]
  /** The desired state that the settings ask for. */
  declare(settings: z.output<S>, context: ModuleContext): readonly Resource[]
  /** What is wrong with the settings beyond their types, seen beside those of the other modules that take part. */
  check?(settings: z.output<S>, others: ModuleContext['others']): readonly Diagnostic[]
}
