/** A workflow: a named list of modules that make one script. */
export interface Workflow {
  readonly name: string
  /** A few words, as a heading. */
  readonly title: string
  /** One line for `flux list workflows`. */
  readonly summary: string
  /** In the order of the run, as far as what the modules need allows. */
  readonly modules: readonly string[]
}

/** The workflows that Flux ships. */
export const workflows: readonly Workflow[] = [
  {
    name: 'essential',
    title: 'Essential',
    summary: 'packages up to date, authorities, kernel parameters, sshd',
    modules: ['update', 'certs', 'sysctl', 'ssh'],
  },
  {
    name: 'security',
    title: 'Security',
    summary: 'firewall, sshd and kernel parameters hardened; the operator keeps the way in',
    modules: ['firewall', 'ssh', 'sysctl'],
  },
  {
    name: 'complete',
    title: 'Complete',
    summary: 'everything that a server needs, from packages to monitoring',
    modules: ['update', 'hostname', 'network', 'user', 'firewall', 'ssh', 'sysctl', 'certs', 'zsh', 'motd', 'netdata'],
  },
  {
    name: 'development',
    title: 'Development',
    summary: 'accounts, a comfortable shell, authorities',
    modules: ['user', 'zsh', 'certs'],
  },
  {
    name: 'monitoring',
    title: 'Monitoring',
    summary: 'netdata, authorities, the state of the machine at log-in',
    modules: ['netdata', 'certs', 'motd'],
  },
]
