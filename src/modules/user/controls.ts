import type { Control } from '../../ir/control.js'

/** Controls of accounts, numbered as in docs/controls.md; ids as in ssh/controls.ts. */
export const controls = {
  sudo: {
    number: 34,
    title: 'Commands by sudo run in a terminal of their own, are logged, and ask again after 15 minutes',
    why: 'a program left behind by a command cannot type into the administrator’s terminal; who did what is on record',
    references: ['cis-debian12:5.2.2', 'cis-debian12:5.2.3', 'cis-debian12:5.2.6', 'nist-800-53:IA-11'],
    risk: 'none',
  },
  loginDefaults: {
    number: 37,
    title: 'New files are not for everybody, new passwords are hashed with yescrypt',
    why: 'what is readable by all is read; a stolen hash should be slow to guess',
    references: ['cis-debian12:5.4.3.3', 'cis-debian12:5.4.1.4', 'nist-800-53:AC-6(1)', 'nist-800-53:IA-5(1)(c)'],
    risk: 'none',
  },
} as const satisfies Readonly<Record<string, Control>>
