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
    name: 'security',
    title: 'Security',
    summary: 'firewall, sshd and kernel parameters hardened; the operator keeps the way in',
    modules: ['firewall', 'ssh', 'sysctl'],
  },
]
