/** Sources of what the module checks out; a commit is what was looked at, not what a branch has become. */
export const checkouts = {
  ohMyZsh: {
    path: '/usr/local/share/oh-my-zsh',
    url: 'https://github.com/ohmyzsh/ohmyzsh.git',
    commit: '830a5bcfd29fd577fdcd5f3b8e98cbaf973421fa',
  },
  powerlevel10k: {
    path: '/usr/local/share/powerlevel10k',
    url: 'https://github.com/romkatv/powerlevel10k.git',
    commit: '604f19a9eaa18e76db2e60b8d446d5f879065f90',
  },
} as const
