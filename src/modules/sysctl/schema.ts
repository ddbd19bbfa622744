import { z } from 'zod'
import { unneededModules } from './presets.js'

/** Dotted, as sysctl(8) prints it; no slash and no `..`, so that it stays below /proc/sys. */
const key = z
  .string()
  .regex(
    /^[a-z][a-z0-9_-]*(\.[A-Za-z0-9_:@-]+)+$/,
    'a kernel parameter is written as sysctl prints it: net.ipv4.ip_forward',
  )
const value = z.union([
  z.int(),
  z.string().regex(/^[A-Za-z0-9_.,:/+-]+( [A-Za-z0-9_.,:/+-]+)*$/, 'a value is words with single blanks between them'),
])

/** Options of the sysctl module. */
export const schema = z.strictObject({
  preset: z
    .enum(['security', 'performance', 'router', 'container-host', 'custom'])
    .default('security')
    .describe('values to start from; custom: none'),
  parameters: z.record(key, value).default({}).describe('single parameters, which win over the preset'),
  core_dumps: z.boolean().default(false).describe('let programs dump core'),
  blocked_modules: z
    .array(z.string().regex(/^[a-z0-9][a-z0-9_-]*$/, 'a kernel module is written as lsmod prints it'))
    .default([...unneededModules])
    .describe('kernel modules that cannot be loaded'),
})

export type SysctlSettings = z.output<typeof schema>
