import type { Diagnostic } from '../../diagnostics/diagnostic.js'
import type { SysctlSettings } from './schema.js'

/** What is wrong with the settings beyond their types. */
export function check(_settings: SysctlSettings): readonly Diagnostic[] {
  return []
}
