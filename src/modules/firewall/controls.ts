import type { Control } from '../../ir/control.js'

/** Controls of the firewall, numbered as in docs/controls.md; ids as in ssh/controls.ts. */
export const controls = {
  single: {
    number: 17,
    title: 'One firewall only',
    why: 'two that do not know each other leave holes or close the way in',
    references: ['cis-debian12:4.1.1'],
    risk: 'none',
  },
  denied: {
    number: 18,
    title: 'What is not allowed does not come in; the SSH port is allowed first',
    why: 'a service that listens by accident is not reachable by accident',
    references: ['cis-debian12:4.2.1', 'cis-debian12:4.2.3', 'cis-debian12:4.2.7', 'nist-800-53:SC-7'],
    risk: 'lockout',
  },
  loopback: {
    number: 19,
    title: 'The machine talks to itself, and nobody pretends to be it',
    why: 'services on loopback depend on it; 127.0.0.0/8 from outside is forged',
    references: ['cis-debian12:4.2.4'],
    risk: 'none',
  },
} as const satisfies Record<string, Control>
