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
  su: {
    number: 35,
    title: 'Nobody but root changes to another account by su',
    why: 'sudo says who may do what and keeps a record; su asks for nothing but a password that many may know',
    references: ['cis-debian12:5.2.7'],
    risk: 'none',
  },
  passwords: {
    number: 36,
    title: 'New passwords are hard to guess, and an account is locked for a while after failed ones',
    why: 'where passwords are asked, at the console and by sudo, they should withstand who tries many',
    references: [
      'cis-debian12:5.3.3.1.1',
      'cis-debian12:5.3.3.1.2',
      'cis-debian12:5.3.3.2.1',
      'cis-debian12:5.3.3.2.2',
      'cis-debian12:5.3.3.2.4',
      'cis-debian12:5.3.3.2.5',
      'cis-debian12:5.3.3.2.6',
      'nist-800-53:IA-5(1)(a)',
      'nist-800-53:AC-7(a)',
      'nist-800-53:AC-7(b)',
    ],
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
