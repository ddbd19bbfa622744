/** A hardening control that a resource implements, with the reason a reviewer reads. */
export interface Control {
  /** Number of the control in docs/controls.md: stable, unique. */
  readonly number: number
  /** An imperative sentence: what the machine is like afterwards. */
  readonly title: string
  /** Why an operator wants it, in one line. */
  readonly why: string
  /** Benchmark ids: `cis-debian12:5.1.20`, `nist-800-53:AC-17`. Empty where no benchmark names it. */
  readonly references: readonly ControlReference[]
  readonly risk: Risk
}

/** An id of a benchmark. CIS Debian Linux 12 v1.1.0, NIST SP 800-53 rev. 4, ANSSI BP-028. */
export type ControlReference = `cis-debian12:${string}` | `nist-800-53:${string}` | `anssi-bp28:${string}`

/** What a step can cost when it goes wrong: nothing, a service, the way in, or a reboot. */
export type Risk = 'none' | 'service' | 'lockout' | 'reboot'

const riskOrder: readonly Risk[] = ['none', 'service', 'reboot', 'lockout']

/** The greater of two risks; a lockout is the worst. */
export function worseRisk(a: Risk, b: Risk): Risk {
  return riskOrder.indexOf(a) >= riskOrder.indexOf(b) ? a : b
}
