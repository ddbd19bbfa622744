import { emitBare } from '../emit/script.js'
import type { Plan } from '../ir/plan.js'
import { cloudConfig } from './cloud-config.js'
import type { Format } from './format.js'
import { gzip } from './gzip.js'
import { mime } from './mime.js'
import { packed } from './packed.js'

/** The script in a form: text, or bytes for gzip. */
export async function bundle(format: Format, script: string, plan: Plan): Promise<string | Uint8Array> {
  const name = `${plan.workflow}.sh`
  switch (format) {
    case 'sh':
      return script
    case 'packed':
      return packed(name, emitBare(plan))
    case 'gzip':
      return gzip(emitBare(plan))
    case 'cloud-config':
      return cloudConfig(name, emitBare(plan))
    case 'mime':
      return mime(name, emitBare(plan))
  }
}
