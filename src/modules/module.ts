import type { z } from 'zod'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { Distribution } from '../distro/distribution.js'
import type { Resource, ResourceId } from '../ir/resource.js'

/** A port that a module's service is reached on from outside: the firewall opens it, if it takes part. */
export interface Opening {
  readonly port: number
  readonly protocol: 'tcp' | 'udp'
  /** Addresses and networks; empty: everybody. */
  readonly sources: readonly string[]
  readonly comment: string
}

/** Somebody whom a module makes an administrator with a key. */
export interface Administrator {
  readonly name: string
  /** The steps after which they can log in with the key and become root. */
  readonly needs: readonly ResourceId[]
}

/** What a module may look at beside its own settings. */
export interface ModuleContext {
  /** The distributions that the script is for, all of one family. */
  readonly distribution: Distribution
  /** Settings of the other modules that take part, validated, by module name; absent if the module does not take part. */
  readonly others: Readonly<Record<string, unknown>>
  /** Ports that the modules that take part are reached on. */
  readonly openings: readonly Opening[]
  /** Who is made an administrator with a key. */
  readonly administrators: readonly Administrator[]
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
  /** Ports that its service is reached on from outside. */
  opens?(settings: z.output<S>): readonly Opening[]
  /** Whom it makes an administrator with a key. */
  administrators?(settings: z.output<S>): readonly Administrator[]
  /** What is wrong with the settings beyond their types, seen beside those of the other modules that take part. */
  check?(settings: z.output<S>, others: ModuleContext['others']): readonly Diagnostic[]
}
