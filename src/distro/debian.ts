import type { Distribution } from './distribution.js'

/**
 * Debian and its descendants. sid has no VERSION_ID: the script calls it `sid`. sshd has `Include` in all of them (OpenSSH 8.2 and later); fail2ban
 * needs python3-systemd to read the journal, for Debian 12 and later have no auth.log.
 */
export const debian: Distribution = {
  family: 'debian',
  releases: ['debian:11', 'debian:12', 'debian:13', 'debian:sid', 'ubuntu:20.04', 'ubuntu:22.04', 'ubuntu:24.04'],
  firewall: 'ufw',
  names: {
    packages: {
      'ca-certificates': ['ca-certificates'],
      certbot: ['certbot'],
      curl: ['curl', 'ca-certificates'],
      fail2ban: ['fail2ban', 'python3-systemd'],
      git: ['git', 'ca-certificates'],
      gnupg: ['gpg'],
      netdata: ['netdata'],
      nftables: ['nftables'],
      pwquality: ['libpam-pwquality'],
      sudo: ['sudo'],
      ufw: ['ufw'],
      unattended: ['unattended-upgrades'],
      zsh: ['zsh'],
    },
    units: { fail2ban: 'fail2ban', netdata: 'netdata', nftables: 'nftables', ssh: 'ssh', 'ssh-socket': 'ssh.socket' },
    adminGroup: 'sudo',
  },
  codenames: {
    'debian:11': 'bullseye',
    'debian:12': 'bookworm',
    'debian:13': 'trixie',
    'debian:sid': 'trixie',
    'ubuntu:20.04': 'focal',
    'ubuntu:22.04': 'jammy',
    'ubuntu:24.04': 'noble',
  },
  withoutYescrypt: ['ubuntu:20.04'],
  withoutFaillock: ['ubuntu:20.04'],
  withoutNetdata: ['debian:13', 'debian:sid'],
}
