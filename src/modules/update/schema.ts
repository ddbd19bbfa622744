import { z } from 'zod'

const packageName = z.string().regex(/^[a-z0-9][a-z0-9+.-]+$/, 'a package is named as apt lists it')
const packages = z.array(packageName).default([])

/** Options of the update module. */
export const schema = z.strictObject({
  upgrade: z.boolean().default(true).describe('upgrade packages now; rollback does not take upgrades back'),
  security_only: z.boolean().default(false).describe('only those with security fixes'),
  upgrade_distro: z.boolean().default(false).describe('new dependencies may come; nothing is ever removed'),
  max_age: z.int().min(1).max(720).default(24).describe('hours after which the package index is read anew'),
  hold: packages.describe('packages that no upgrade changes'),
  packages: packages.describe('packages that are to be there'),
  development_packages: packages.describe('further packages, for who develops on the machine'),
  remove_packages: packages.describe('packages that are not to be there; their configuration stays'),
  autoremove: z.boolean().default(false).describe('remove what was installed for packages that are gone'),
  clean_cache: z.boolean().default(false).describe('keep no downloaded packages'),
  unattended_upgrades: z.boolean().default(true).describe('install security fixes every day'),
  auto_reboot: z.boolean().default(false).describe('let unattended upgrades reboot the machine when that is needed'),
  reboot_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time is written as 04:00')
    .default('04:00')
    .describe('when they do'),
  notify_email: z.email('an address is written as ops@example.org').optional().describe('who gets mail about them'),
  reboot: z
    .enum(['never', 'when-needed'])
    .default('never')
    .describe('after this run, one minute after its end; rollback cancels it'),
})

export type UpdateSettings = z.output<typeof schema>
