import type { Diagnostic } from '../../diagnostics/diagnostic.js'
import type { FirewallSettings } from './schema.js'

/** What is wrong with the settings beyond their types. */
export function check(_settings: FirewallSettings): readonly Diagnostic[] {
  return []
}
