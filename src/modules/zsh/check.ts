import type { Diagnostic } from '../../diagnostics/diagnostic.js'
import { optionNeedsOption, shellWithoutUsers } from '../../embedded/messages.js'
import type { ZshSettings } from './schema.js'

/** What is wrong with the settings beyond their types. */
export function check(settings: ZshSettings): readonly Diagnostic[] {
  const without =
    settings.set_default && settings.users.length === 0
      ? [shellWithoutUsers({ path: ['modules', 'zsh', 'set_default'] })]
      : []
  const themed = !settings.oh_my_zsh && !['', 'robbyrussell', 'powerlevel10k'].includes(settings.theme)
  const theme = themed
    ? [
        optionNeedsOption(
          {
            option: `theme = "${settings.theme}"`,
            other: 'oh_my_zsh = true',
            mend: 'leave oh_my_zsh on, or take theme out',
          },
          { path: ['modules', 'zsh', 'theme'] },
        ),
      ]
    : []
  return [...without, ...theme]
}
