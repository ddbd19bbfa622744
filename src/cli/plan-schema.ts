import { z } from 'zod'

const risk = z.enum(['none', 'service', 'lockout', 'reboot'])

const control = z.strictObject({
  number: z.int().describe('number in docs/controls.md'),
  title: z.string(),
  why: z.string(),
  references: z.array(z.string()).describe('ids of benchmarks, such as cis-debian12:5.1.20'),
  risk,
})

const step = z.strictObject({
  id: z.string().describe('module.subject: stable'),
  kind: z.string(),
  title: z.string(),
  why: z.string(),
  controls: z.array(control),
  risk,
  undo: z.enum(['restore', 'inverse', 'none']),
  touches: z.array(z.string()).describe('paths, packages, units or keys'),
  needs: z.array(z.string()).describe('ids of steps that come before'),
  notifies: z
    .strictObject({ how: z.enum(['network', 'reload', 'restart', 'trust', 'ufw']), unit: z.string() })
    .nullable()
    .describe('what reads anew what the step changed'),
  when: z
    .strictObject({ fact: z.string(), is: z.string() })
    .nullable()
    .describe('a fact of the machine that must hold'),
  origin: z.array(z.union([z.string(), z.int()])).describe('the keys in flux.toml that it comes from'),
})

/** The form of `flux plan --format json`, version 1. */
export const planSchema = z.strictObject({
  format: z.literal(1),
  workflow: z.string(),
  modules: z.array(z.string()),
  settings_sha256: z.string().regex(/^[0-9a-f]{64}$/),
  targets: z.array(z.string()).describe('systems the script runs on, as ID:VERSION_ID of os-release'),
  steps: z.array(step),
})

/** The JSON Schema of `flux plan --format json`. */
export function planJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(planSchema), null, 2)}\n`
}
