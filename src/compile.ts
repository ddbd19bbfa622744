import { sha256 } from '@noble/hashes/sha2'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils'
import { assemble } from './assemble.js'
import { type Diagnostic, hasErrors } from './diagnostics/diagnostic.js'
import { resolveTarget } from './distro/families.js'
import type { Plan } from './ir/plan.js'
import type { Settings } from './ir/settings.js'
import { modules } from './modules/registry.js'
import { resolve } from './passes/1-resolve.js'
import { declare } from './passes/2-declare.js'
import { check } from './passes/3-check/check.js'
import { sameIds } from './passes/3-check/ids.js'

/** What comes out: a script and its plan, unless a diagnostic is an error. */
export interface Compilation {
  readonly script?: string
  readonly plan?: Plan
  readonly diagnostics: readonly Diagnostic[]
}

/** The value with its keys in order, so that the same settings have the same digest however they were written. */
function normalised(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normalised)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entry]) => [key, normalised(entry)]),
  )
}

/** Settings in, script, plan and diagnostics out: no file system, process, clock, network or environment. */
export function compile(settings: Settings): Compilation {
  const target = resolveTarget(settings.target)
  if (target === undefined) throw new Error(`unknown target ${settings.target}`)
  const taking = resolve(settings.modules, modules) // 1
  const declared = declare(taking, settings, target.distribution) // 2
  const found = check(taking, settings) // 3
  const diagnostics = hasErrors(found) ? found : [...found, ...sameIds(declared)]
  if (hasErrors(diagnostics)) return { diagnostics }
  const names = taking.map((module) => module.name)
  const values = Object.fromEntries(names.map((name) => [name, settings.values[name]]))
  const about = {
    workflow: settings.workflow,
    modules: names,
    settingsDigest: bytesToHex(
      sha256(utf8ToBytes(JSON.stringify(normalised({ ...settings, modules: names, values })))),
    ),
    targets: target.releases,
  }
  return { ...assemble(declared, about), diagnostics } // 4 to 7
}
