import { z } from 'zod'
import { parseKey } from './key.js'

const name = z
  .string()
  .regex(/^[a-z_][a-z0-9_-]{0,31}$/, 'a name has lower-case letters, digits, _ and -, 32 at most')
  .refine((text) => text !== 'root', 'root is there already; name the people who administer the machine')
const id = z.int().min(1000, 'ids below 1000 belong to the system').max(60000)
const shell = z.string().regex(/^\/[A-Za-z0-9/._-]+$/, 'a shell is a path: /bin/bash')
const key = z
  .string()
  .max(16384)
  .regex(/^[\x20-\x7e\t]+$/, 'a key is one line of printable text')
  .superRefine((line, context) => {
    const parsed = parseKey(line)
    if (!parsed.ok) context.addIssue({ code: 'custom', message: `not a usable public key: ${parsed.problem}` })
  })
const hash = z
  .string()
  .regex(
    /^(\$y\$[./A-Za-z0-9]+\$[./A-Za-z0-9]{1,86}\$[./A-Za-z0-9]{43}|\$6\$(rounds=[0-9]{4,9}\$)?[./A-Za-z0-9]{1,16}\$[./A-Za-z0-9]{86})$/,
    'a password is given as its hash, made by `mkpasswd -m yescrypt` or `openssl passwd -6`; never in plain text',
  )
const date = z.iso.date({ error: 'a date is written as 2027-12-31' })

const account = {
  username: name.describe('name of the account'),
  fullname: z
    .string()
    .max(200)
    .regex(/^[^:\p{Cc}]*$/u, 'a full name has no colon and no control characters')
    .default('')
    .describe('name of the person'),
  uid: id.optional().describe('number; unset: the next one'),
  groups: z.array(name).default([]).describe('further groups'),
  shell: shell.optional().describe('log-in shell; unset: default_shell'),
  ssh_keys: z.array(key).default([]).describe('lines of authorized_keys'),
  exclusive: z.boolean().default(false).describe('no other keys stay'),
  password_hash: hash.optional().describe('yescrypt or sha512 hash, as in /etc/shadow'),
  expires: date.optional().describe('last day on which the account can be used'),
  locked: z.boolean().default(false).describe('the account cannot be used'),
}

/** Options of the user module. */
export const schema = z.strictObject({
  default_shell: shell.default('/bin/bash').describe('log-in shell of those who have no other'),
  admins: z
    .array(
      z.strictObject({
        ...account,
        sudo: z
          .enum(['nopasswd', 'password'])
          .default('nopasswd')
          .describe('nopasswd: becomes root without a password, as the cloud’s own user does'),
      }),
    )
    .default([])
    .describe('people who administer the machine'),
  users: z.array(z.strictObject(account)).default([]).describe('people who only work on it'),
  groups: z
    .array(
      z.strictObject({
        name: name.describe('its name'),
        gid: id.optional().describe('its number; unset: the next free one'),
      }),
    )
    .default([])
    .describe('groups that are to be there'),
  remove: z.array(name).default([]).describe('accounts that are not to be there; their homes stay'),
  sudo_log: z
    .boolean()
    .default(true)
    .describe('sudo in a terminal of its own, with a log, asking again after 15 minutes'),
  restrict_su: z
    .boolean()
    .default(true)
    .describe('if there are `admins`: su is for root and the members of a group sugroup, which has none'),
  password_quality: z
    .boolean()
    .default(true)
    .describe('new passwords have 14 characters, and are no word and no sequence (pam_pwquality)'),
  lock_after: z
    .int()
    .min(0)
    .max(100)
    .default(5)
    .describe(
      'failed passwords after which an account takes none for 15 minutes, keys still work (pam_faillock); 0: never',
    ),
  login_defaults: z
    .boolean()
    .default(true)
    .describe('new files private to their owner’s group, yescrypt for new passwords'),
})

export type UserSettings = z.output<typeof schema>
export type Account = UserSettings['users'][number]
export type Admin = UserSettings['admins'][number]
