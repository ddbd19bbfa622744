import type { Diagnostic } from '../../diagnostics/diagnostic.js'
import type { SshSettings } from './schema.js'

/** What is wrong with the settings beyond their types. */
export function check(_settings: SshSettings): readonly Diagnostic[] {
  return []
}
