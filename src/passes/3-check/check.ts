import type { Diagnostic } from '../../diagnostics/diagnostic.js'
import type { Settings } from '../../ir/settings.js'
import type { Module } from '../../modules/module.js'

/**
 * Proves what can be proved before there is a machine. Each module checks its settings beside those of the others that take
 * part; all that is wrong is reported at once. What only the machine knows becomes a `require` that runs before the changes.
 */
export function check(modules: readonly Module[], settings: Settings): readonly Diagnostic[] {
  const others = Object.fromEntries(modules.map((module) => [module.name, settings.values[module.name]]))
  return modules.flatMap((module) => module.check?.(settings.values[module.name] ?? {}, others) ?? [])
}
