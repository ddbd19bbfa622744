import type { Control } from '../../ir/control.js'

/** Controls of packages, numbered as in docs/controls.md; ids as in ssh/controls.ts. */
export const controls = {
  unattended: {
    number: 33,
    title: 'Security fixes are installed every day',
    why: 'attacks begin hours after a fix is published; nobody is awake then',
    references: ['cis-debian12:1.2.2.1', 'nist-800-53:SI-2'],
    risk: 'none',
  },
} as const satisfies Readonly<Record<string, Control>>
