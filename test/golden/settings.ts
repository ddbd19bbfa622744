import { type Compilation, compile } from '../../src/compile.js'
import type { Plan } from '../../src/ir/plan.js'
import type { Settings } from '../../src/ir/settings.js'
import { modules as registry } from '../../src/modules/registry.js'

/** What a test says of its settings; the rest are the defaults of workflow security. */
export interface Given {
  readonly workflow?: string
  readonly modules?: readonly string[]
  readonly target?: string
  readonly values?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** Settings as config/ makes them: validated by the modules' own schemas, defaults filled in. */
export function settingsOf(given: Given = {}): Settings {
  const values = Object.fromEntries(
    registry.map((module) => [module.name, module.schema.parse(given.values?.[module.name] ?? {})]),
  )
  return {
    workflow: given.workflow ?? 'security',
    modules: given.modules ?? ['firewall', 'ssh', 'sysctl'],
    target: given.target ?? 'any',
    values,
  }
}

/** What `given` compiles to; a diagnostic that stops the compilation fails the test. */
export function compiled(given: Given = {}): { readonly script: string; readonly plan: Plan } {
  const { script, plan, diagnostics }: Compilation = compile(settingsOf(given))
  if (script === undefined || plan === undefined) {
    throw new Error(diagnostics.map(({ code, message }) => `${code}: ${message}`).join('\n'))
  }
  return { script, plan }
}
