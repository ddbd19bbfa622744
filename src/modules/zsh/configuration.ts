import { checkouts } from './data.js'
import type { ZshSettings } from './schema.js'

/** A zsh word that stands for exactly this text. */
const word = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

const sorted = (entries: Readonly<Record<string, string>>): readonly (readonly [string, string])[] =>
  Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1))

const isPowerlevel = (settings: ZshSettings): boolean => settings.theme === 'powerlevel10k'

function ohMyZsh(settings: ZshSettings): readonly string[] {
  if (!settings.oh_my_zsh) return []
  return [
    `ZSH=${checkouts.ohMyZsh.path}`,
    // The checkout is root's: what Oh My Zsh keeps goes to its user's home, and it does not update itself.
    'ZSH_CACHE_DIR=$HOME/.cache/oh-my-zsh',
    'mkdir -p $ZSH_CACHE_DIR',
    "zstyle ':omz:update' mode disabled",
    `ZSH_THEME=${word(isPowerlevel(settings) ? '' : settings.theme)}`,
    `plugins=(${settings.plugins.join(' ')})`,
    'source $ZSH/oh-my-zsh.sh',
  ]
}

function powerlevel(settings: ZshSettings): readonly string[] {
  if (!isPowerlevel(settings)) return []
  // gitstatusd would be fetched from the network at the first prompt.
  return [
    'POWERLEVEL9K_DISABLE_GITSTATUS=true',
    'POWERLEVEL9K_DISABLE_CONFIGURATION_WIZARD=true',
    `source ${checkouts.powerlevel10k.path}/powerlevel10k.zsh-theme`,
  ]
}

/** What /etc/zsh/zshrc reads: in one place that is root's, so that nothing is written into homes. */
export function zshConfiguration(settings: ZshSettings): string {
  const { users } = settings
  return [
    '# Made by flux: edit flux.toml. Your own ~/.zshrc is read after this.',
    ...(users.length === 0 ? [] : [`[[ $USERNAME == (${users.join('|')}) ]] || return 0`]),
    // zsh's questions to new users would come at the first log-in.
    'zsh-newuser-install() { : }',
    ...sorted(settings.env).map(([name, value]) => `export ${name}=${word(value)}`),
    ...ohMyZsh(settings),
    ...powerlevel(settings),
    ...sorted(settings.aliases).map(([name, value]) => `alias -- ${name}=${word(value)}`),
    '',
  ].join('\n')
}
