import { z } from 'zod'

/** Text that is printed as it is: no control characters, and no line wider than a terminal. */
const text = (lines: number) =>
  z
    .string()
    .regex(/^[\n\x20-\x7e\u00a1-\uffff]*$/, 'a message is printable text')
    .refine(
      (value) => value.split('\n').every((line) => line.length <= 80),
      'a line of a message has 80 characters at most',
    )
    .refine((value) => value.split('\n').length <= lines, `a message has ${lines} lines at most`)
const percent = z.int().min(1).max(100)

/** Options of the motd module. */
export const schema = z.strictObject({
  organization: text(1).default('').describe('whose machine it is'),
  banner_style: z
    .enum(['flux-large', 'simple', 'minimal', 'none'])
    .default('simple')
    .describe('how the machine’s name is shown'),
  show_system: z.boolean().default(true).describe('distribution and kernel'),
  show_load: z.boolean().default(true).describe('load, and how long it has been up'),
  show_memory: z.boolean().default(true).describe('memory in use'),
  show_disk: z.boolean().default(true).describe('root file system, and others that are nearly full'),
  show_addresses: z.boolean().default(true).describe('IPv4 and IPv6 addresses'),
  show_updates: z
    .boolean()
    .default(true)
    .describe('how many packages could be upgraded, counted when apt refreshes its index'),
  show_reboot: z.boolean().default(true).describe('that a reboot is needed'),
  show_failed_logins: z
    .boolean()
    .default(false)
    .describe('failed log-ins since /var/log/btmp was last rotated; sshd without passwords writes few'),
  services: z
    .array(z.string().regex(/^[A-Za-z0-9@._-]+$/, 'a service is named as its unit: ssh, nginx.service'))
    .default([])
    .describe('services whose state is shown'),
  welcome_message: text(10).default('').describe('shown below the banner'),
  warning_message: text(10).default('').describe('shown at the end'),
  disk_warning: percent.default(85).describe('percent in use from which a file system is marked'),
  memory_warning: percent.default(90).describe('percent in use from which memory is marked'),
  colour: z.boolean().default(false).describe('marks in red; the script cannot know the terminal, so off'),
  issue_text: text(10)
    .refine((value) => !/\\[a-z0-9]/i.test(value), 'it tells nothing of the system: no backslash sequences')
    .default('')
    .describe('notice on the console before log-in (/etc/issue); empty: it stays as it is'),
})

export type MotdSettings = z.output<typeof schema>
