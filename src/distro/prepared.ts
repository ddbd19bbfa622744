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
        zsh: ['zsh'],
      },
      units: {
        fail2ban: 'fail2ban',
        netdata: 'netdata',
        nftables: 'nftables',
        ssh: 'sshd',
        'ssh-socket': 'sshd.socket',
      },
    },
    codenames: {},
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
        zsh: ['zsh'],
      },
      units: {
        fail2ban: 'fail2ban',
        netdata: 'netdata',
        nftables: 'nftables',
        ssh: 'sshd',
        'ssh-socket': 'sshd.socket',
      },
    },
    codenames: {},
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
    },
    codenames: {},
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
    },
    codenames: {},
    withoutNetdata: [],
  },
]
