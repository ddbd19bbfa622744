import type { Step } from '../../src/ir/step.js'
import type { kindNames } from './resources.js'

/** A word, path pattern or body of a view as text: `glob …` and `body …` say what it is. */
export type Printed = string | undefined | readonly Printed[]

/** What the samples of resources.ts are lowered to: a kind without an entry does not compile. */
export const wants: {
  readonly [K in (typeof kindNames)[number]]: Partial<Step> & { readonly words: Record<string, Printed> }
} = {
  absent: { undo: 'restore', verbs: ['flux_absent'], touches: ['/etc/a b'], words: { path: '/etc/a b' } },
  authorizedKeys: {
    undo: 'restore',
    verbs: ['flux_authorized_keys'],
    touches: ['/home/alice/.ssh/authorized_keys'],
    words: { user: 'alice', exclusive: 'exclusive', keys: 'body ssh-ed25519 AAAA a\n' },
  },
  block: {
    undo: 'restore',
    verbs: ['flux_block'],
    touches: ['/etc/a b'],
    words: { path: '/etc/a b', unless: '^Include', content: 'body Include x\n' },
  },
  caCertificate: {
    undo: 'restore',
    verbs: ['flux_file'],
    touches: ['/usr/local/share/ca-certificates/a.crt'],
    words: { path: '/usr/local/share/ca-certificates/a.crt', pem: 'body PEM\n' },
  },
  certbot: {
    undo: 'inverse',
    verbs: ['flux_certbot'],
    touches: ['/etc/letsencrypt/live/a.example.org'],
    words: { name: 'a.example.org', email: 'a@example.org', webroot: '/var/www', domains: 'a.example.org' },
  },
  distrust: {
    undo: 'restore',
    verbs: ['flux_distrust'],
    touches: ['/etc/ca-certificates.conf'],
    words: { names: ['mozilla/a.crt'] },
  },
  file: {
    undo: 'restore',
    verbs: ['flux_file'],
    touches: ['/etc/a.conf'],
    words: { path: '/etc/a.conf', mode: '600', owner: 'root:root', check: 'sshd -t -f', content: 'body x\n' },
  },
  firewall: {
    undo: 'inverse',
    verbs: ['flux_ufw'],
    touches: ['/etc/ufw'],
    words: { ufw: "body allow 22/tcp comment 'flux: ssh'\n" },
  },
  gitCheckout: {
    undo: 'restore',
    verbs: ['flux_checkout'],
    touches: ['/opt/a'],
    words: { path: '/opt/a', url: 'https://example.org/a.git', commit: '0'.repeat(40) },
  },
  group: { undo: 'inverse', verbs: ['flux_group'], touches: ['/etc/group'], words: { name: 'staff', gid: '2000' } },
  hold: { undo: 'inverse', verbs: ['flux_hold'], touches: ['less'], words: { packages: ['less'] } },
  hostname: { undo: 'inverse', verbs: ['flux_hostname'], touches: ['/etc/hostname'], words: { name: 'web1' } },
  hostsEntry: {
    undo: 'restore',
    verbs: ['flux_hosts'],
    touches: ['/etc/hosts', '/etc/cloud/templates/hosts.debian.tmpl'],
    words: { lines: 'body 192.0.2.1 a\n' },
  },
  interfaceStanzas: {
    undo: 'restore',
    verbs: ['flux_stanzas'],
    touches: ['/etc/netplan/*.yaml'],
    words: { manager: 'netplan', interfaces: ['eth0'] },
  },
  kernelModule: {
    undo: 'restore',
    verbs: ['flux_modules'],
    touches: ['/etc/modprobe.d/a.conf'],
    words: { path: '/etc/modprobe.d/a.conf', modules: ['udf'] },
  },
  pamProfile: {
    undo: 'restore',
    verbs: ['flux_pam'],
    touches: ['/etc/pam.d/common-*'],
    words: { module: 'pam_faillock.so', profiles: ['flux-faillock'] },
  },
  loginShell: {
    undo: 'inverse',
    verbs: ['flux_login_shell'],
    touches: ['/etc/passwd'],
    words: { shell: '/bin/sh', users: ['alice'] },
  },
  moduli: {
    undo: 'restore',
    verbs: ['flux_moduli'],
    touches: ['/etc/ssh/moduli'],
    words: { path: '/etc/ssh/moduli', minimum: '3072' },
  },
  network: {
    undo: 'inverse',
    verbs: ['flux_network'],
    touches: ['eth0'],
    words: { interfaces: 'eth0', addresses: '192.0.2.7', gateways: '192.0.2.1', manager: 'networkd' },
  },
  noPackages: {
    undo: 'inverse',
    verbs: ['flux_no_packages'],
    touches: ['nano'],
    words: { named: '', packages: ['nano'] },
  },
  noUser: {
    undo: 'restore',
    verbs: ['flux_no_user'],
    touches: ['/etc/passwd', '/etc/shadow', '/etc/group'],
    words: { users: ['mallory'] },
  },
  packageCache: { undo: 'none', verbs: ['flux_package_cache'], touches: ['/var/cache/apt/archives'], words: {} },
  packages: { undo: 'inverse', verbs: ['flux_packages'], touches: ['ufw'], words: { packages: ['a:ufw'] } },
  permissions: {
    undo: 'restore',
    verbs: ['flux_mode'],
    touches: ['/etc/a/*.conf'],
    words: { mode: '600', owner: 'root:root', paths: ['glob /etc/a/*.conf'] },
  },
  reboot: { undo: 'inverse', verbs: ['flux_reboot'], touches: ['reboot'], words: { delay: '1' } },
  repository: {
    undo: 'restore',
    verbs: ['flux_repository'],
    touches: ['/etc/apt/sources.list.d/a.list', '/etc/apt/keyrings/a.asc'],
    words: {
      path: '/etc/apt/sources.list.d/a.list',
      keyring: '/etc/apt/keyrings/a.asc',
      keyUrl: 'https://example.org/key',
      fingerprint: 'A'.repeat(40),
      content: 'body deb https://example.org/ a/\n',
    },
  },
  secretFile: {
    undo: 'restore',
    verbs: ['flux_secret_file'],
    touches: ['/etc/a.secret'],
    words: {
      path: '/etc/a.secret',
      mode: '600',
      owner: 'root:root',
      secretFrom: '/root/key',
      content: 'body key = @SECRET@\n',
    },
  },
  trustStore: { undo: 'inverse', verbs: ['flux_trust'], touches: ['/etc/ssl/certs'], words: {} },
  upgrade: { undo: 'none', verbs: ['flux_upgrade'], touches: ['packages'], words: { scope: 'all', maxAge: '60' } },
  user: {
    undo: 'inverse',
    verbs: ['flux_user'],
    touches: ['/etc/passwd', '/etc/shadow', '/etc/group', '/home/alice'],
    words: {
      name: 'alice',
      uid: '2000',
      shell: '/bin/bash',
      fullname: "Alice O'Hara",
      groups: 'sudo',
      hash: '$6$a$b',
      expires: '21915',
    },
  },
  reload: {
    undo: 'inverse',
    verbs: ['flux_listens', 'flux_reload'],
    touches: ['ssh'],
    words: { unit: 'ssh', listens: ['2222'] },
  },
  repeat: { undo: 'inverse', verbs: ['flux_repeat'], touches: ['a.firewall'], words: { steps: ['a_firewall'] } },
  require: { undo: 'none', verbs: ['flux_sshd'], touches: [], words: { arguments: [] } },
  rootLogin: {
    undo: 'restore',
    verbs: ['flux_root_login'],
    touches: ['/etc/ssh/sshd_config.d/root.conf'],
    words: { path: '/etc/ssh/sshd_config.d/root.conf' },
  },
  service: { undo: 'inverse', verbs: ['flux_service'], touches: ['fail2ban'], words: { unit: 'fail2ban' } },
  setting: {
    undo: 'restore',
    verbs: ['flux_setting'],
    touches: ['/etc/default/a'],
    words: { path: '/etc/default/a', lines: 'body KEY="value"\nEMPTY=\n' },
  },
  sysctl: {
    undo: 'inverse',
    verbs: ['flux_sysctl'],
    touches: ['/etc/sysctl.d/a.conf'],
    words: { path: '/etc/sysctl.d/a.conf', lines: 'body kernel.sysrq = 0\n' },
  },
}
