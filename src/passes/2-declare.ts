import type { Distribution } from '../distro/distribution.js'
import type { Resource } from '../ir/resource.js'
import type { Settings } from '../ir/settings.js'
import type { Module } from '../modules/module.js'

/** Asks each module for the desired state, in order. The settings were validated by the module's own schema. */
export function declare(
  modules: readonly Module[],
  settings: Settings,
  distribution: Distribution,
): readonly Resource[] {
  const others = Object.fromEntries(modules.map((module) => [module.name, settings.values[module.name]]))
  const openings = modules.flatMap((module) => module.opens?.(settings.values[module.name] ?? {}) ?? [])
  const administrators = modules.flatMap((module) => module.administrators?.(settings.values[module.name] ?? {}) ?? [])
  const context = { distribution, others, openings, administrators }
  return modules.flatMap((module) => module.declare(settings.values[module.name] ?? {}, context))
}
