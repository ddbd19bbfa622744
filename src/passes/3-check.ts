import type { Settings } from '../compile.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { Resource } from '../ir/resource.js'
import type { Module } from '../modules/module.js'

/** Proves what can be proved before there is a machine: each module's own checks, then those across modules. */
export function check(modules: readonly Module[], settings: Settings, _resources: readonly Resource[]): readonly Diagnostic[] {
  return modules.flatMap((module) => module.check?.(settings.values[module.name] ?? {}) ?? [])
}
