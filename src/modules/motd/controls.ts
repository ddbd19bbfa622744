import type { Control } from '../../ir/control.js'

/** Controls of notices, numbered as in docs/controls.md; ids as in ssh/controls.ts. */
export const controls = {
  issue: {
    number: 40,
    title: 'The console shows a notice before log-in that tells nothing of the system',
    why: 'in court an intruder was told; versions tell an attacker what to try',
    references: ['cis-debian12:1.6.2', 'nist-800-53:AC-8(a)', 'nist-800-53:AC-8(c)'],
    risk: 'none',
  },
} as const satisfies Readonly<Record<string, Control>>
