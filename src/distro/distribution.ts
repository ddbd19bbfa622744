/** What one release of a distribution is called in /etc/os-release: `ID:VERSION_ID`. */
export type ReleaseId = `${string}:${string}`

/** Things that the families call differently; a module asks by our name for it. */
export interface Names {
  /** Packages of the software that modules ask for; absent where the family has none. */
  readonly packages: Readonly<Partial<Record<PackageName, readonly string[]>>>
  readonly units: Readonly<Record<UnitName, string>>
  /** Its members may become root with their password. */
  readonly adminGroup: string
}

export type PackageName =
  | 'ca-certificates'
  | 'certbot'
  | 'curl'
  | 'fail2ban'
  | 'git'
  | 'gnupg'
  | 'netdata'
  | 'nftables'
  | 'pwquality'
  | 'sudo'
  | 'ufw'
  | 'unattended'
  | 'zsh'
export type UnitName = 'fail2ban' | 'netdata' | 'nftables' | 'ssh' | 'ssh-socket'

/** A family of distributions: one package manager, one set of names. */
export interface Distribution {
  readonly family: 'alpine' | 'arch' | 'debian' | 'rhel' | 'suse'
  /** Releases that scripts are compiled for; none while a family is prepared only. */
  readonly releases: readonly ReleaseId[]
  /** The firewall that `auto` means: the family's own. */
  readonly firewall: 'nftables' | 'ufw'
  readonly names: Names
  /** What vendors' repositories call a release; for one that they do not know, the nearest that they do. */
  readonly codenames: Readonly<Record<string, string>>
  /** Releases whose libcrypt knows no yescrypt. */
  readonly withoutYescrypt: readonly ReleaseId[]
  /** Releases whose PAM has no pam_faillock, which came with 1.4. */
  readonly withoutFaillock: readonly ReleaseId[]
  /** Releases without a package of netdata: there it comes from its vendor. */
  readonly withoutNetdata: readonly ReleaseId[]
}
