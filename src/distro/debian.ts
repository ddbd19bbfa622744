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
    packages: { fail2ban: ['fail2ban', 'python3-systemd'], nftables: ['nftables'], ufw: ['ufw'] },
    units: { fail2ban: 'fail2ban', nftables: 'nftables', ssh: 'ssh', 'ssh-socket': 'ssh.socket' },
  },
}
