import { emitBare } from '../emit/script.js'
import type { Plan } from '../ir/plan.js'
import { gzip } from './gzip.js'
import { packed } from './packed.js'

/** Forms that a script is delivered in. `sh` is the one that is reviewed; the others are made from it. */
export const formats = ['sh', 'packed', 'gzip'] as const
export type Format = (typeof formats)[number]

/** The script in a form: text, or bytes for gzip. */
export async function bundle(format: Format, script: string, plan: Plan): Promise<string | Uint8Array> {
  switch (format) {
    case 'sh':
      return script
    case 'packed':
      return packed(`${plan.workflow}.sh`, emitBare(plan))
    case 'gzip':
      return gzip(emitBare(plan))
  }
}
