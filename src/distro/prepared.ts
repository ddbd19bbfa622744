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
      packages: { fail2ban: ['fail2ban'], nftables: ['nftables'] },
      units: { fail2ban: 'fail2ban', nftables: 'nftables', ssh: 'sshd', 'ssh-socket': 'sshd.socket' },
    },
  },
  {
    family: 'suse',
    releases: [],
    firewall: 'nftables',
    names: {
      packages: { fail2ban: ['fail2ban'], nftables: ['nftables'] },
      units: { fail2ban: 'fail2ban', nftables: 'nftables', ssh: 'sshd', 'ssh-socket': 'sshd.socket' },
    },
  },
  {
    family: 'arch',
    releases: [],
    firewall: 'nftables',
    names: {
      packages: { fail2ban: ['fail2ban', 'python-systemd'], nftables: ['nftables'], ufw: ['ufw'] },
      units: { fail2ban: 'fail2ban', nftables: 'nftables', ssh: 'sshd', 'ssh-socket': 'sshd.socket' },
    },
  },
  {
    family: 'alpine',
    releases: [],
    firewall: 'nftables',
    names: {
      packages: { fail2ban: ['fail2ban'], nftables: ['nftables'], ufw: ['ufw'] },
      units: { fail2ban: 'fail2ban', nftables: 'nftables', ssh: 'sshd', 'ssh-socket': 'sshd.socket' },
    },
  },
]
