import type { Distribution } from './distribution.js'

/**
 * Families whose names are known and whose runtime is not written yet: no releases, so no script is compiled for them.
 * Names from the distributions' own package indexes; openSUSE and Alpine start sshd as `sshd`.
 */
export const prepared: readonly Distribution[] = [
  {
    family: 'rhel',
    releases: [],
    firewall: 'nftables',
    names: {
      packages: {
        curl: ['curl', 'ca-certificates'],
        fail2ban: ['fail2ban'],
        git: ['git', 'ca-certificates'],
        gnupg: ['gnupg2'],
        netdata: ['netdata'],
        nftables: ['nftables'],
        sudo: ['sudo'],
        zsh: ['zsh'],
      },
      units: {
        fail2ban: 'fail2ban',
        netdata: 'netdata',
        nftables: 'nftables',
        ssh: 'sshd',
        'ssh-socket': 'sshd.socket',
      },
      adminGroup: 'wheel',
    },
    codenames: {},
    withoutYescrypt: [],
    withoutNetdata: [],
  },
  {
    family: 'suse',
    releases: [],
    firewall: 'nftables',
    names: {
      packages: {
        curl: ['curl', 'ca-certificates'],
        fail2ban: ['fail2ban'],
        git: ['git', 'ca-certificates'],
        gnupg: ['gnupg2'],
        netdata: ['netdata'],
        nftables: ['nftables'],
        sudo: ['sudo'],
        zsh: ['zsh'],
      },
      units: {
        fail2ban: 'fail2ban',
        netdata: 'netdata',
        nftables: 'nftables',
        ssh: 'sshd',
        'ssh-socket': 'sshd.socket',
      },
      adminGroup: 'wheel',
    },
    codenames: {},
    withoutYescrypt: [],
    withoutNetdata: [],
  },
  {
    family: 'arch',
    releases: [],
    firewall: 'nftables',
    names: {
      packages: {
        curl: ['curl', 'ca-certificates'],
        fail2ban: ['fail2ban', 'python-systemd'],
        git: ['git', 'ca-certificates'],
        gnupg: ['gnupg'],
        netdata: ['netdata'],
        nftables: ['nftables'],
        sudo: ['sudo'],
        ufw: ['ufw'],
        zsh: ['zsh'],
      },
      units: {
        fail2ban: 'fail2ban',
        netdata: 'netdata',
        nftables: 'nftables',
        ssh: 'sshd',
        'ssh-socket': 'sshd.socket',
      },
      adminGroup: 'wheel',
    },
    codenames: {},
    withoutYescrypt: [],
    withoutNetdata: [],
  },
  {
    family: 'alpine',
    releases: [],
    firewall: 'nftables',
    names: {
      packages: {
        curl: ['curl', 'ca-certificates'],
        fail2ban: ['fail2ban'],
        git: ['git', 'ca-certificates'],
        gnupg: ['gnupg'],
        netdata: ['netdata'],
        nftables: ['nftables'],
        sudo: ['sudo'],
        ufw: ['ufw'],
        zsh: ['zsh'],
      },
      units: {
        fail2ban: 'fail2ban',
        netdata: 'netdata',
        nftables: 'nftables',
        ssh: 'sshd',
        'ssh-socket': 'sshd.socket',
      },
      adminGroup: 'wheel',
    },
    codenames: {},
    withoutYescrypt: [],
    withoutNetdata: [],
  },
]
