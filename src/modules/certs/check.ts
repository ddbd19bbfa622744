import type { Diagnostic, KeyPath } from '../../diagnostics/diagnostic.js'
import { optionNeedsOption } from '../../embedded/messages.js'
import type { CertsSettings } from './schema.js'

const at = (...path: readonly (string | number)[]): { readonly path: KeyPath } => ({
  path: ['modules', 'certs', ...path],
})

/** What is wrong with the settings beyond their types. */
export function check(settings: CertsSettings): readonly Diagnostic[] {
  const { enabled, email, domains } = settings.letsencrypt
  const unread = settings.ca.flatMap(({ path }, index) =>
    path === undefined
      ? []
      : [
          optionNeedsOption(
            { option: `path = "${path}"`, other: 'a file system', mend: 'give the certificate itself: pem' },
            at('ca', index, 'path'),
          ),
        ],
  )
  if (!enabled) return unread
  const option = 'letsencrypt.enabled = true'
  return [
    ...unread,
    ...(email === undefined
      ? [
          optionNeedsOption(
            { option, other: 'letsencrypt.email', mend: 'name who is warned before it ends' },
            at('letsencrypt'),
          ),
        ]
      : []),
    ...(domains.length === 0
      ? [
          optionNeedsOption(
            { option, other: 'letsencrypt.domains', mend: 'name what the certificate is for' },
            at('letsencrypt'),
          ),
        ]
      : []),
  ]
}
