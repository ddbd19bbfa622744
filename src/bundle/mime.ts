import { base64 } from './base64.js'
import { gzip } from './gzip.js'

/** RFC 2045, 6.8: lines of base64 have 76 characters at most. */
const lineLength = 76

/** No line of base64 begins with a dash, so that none can be taken for it (RFC 2046, 5.1.1). */
const boundary = 'flux'

/**
 * The script as the one part of a MIME message, to which other tools can add parts of their own. cloud-init undoes base64 and gzip, and
 * sees by the first line that it is a script. What identifies the message stands in the preamble, which nobody reads by machine.
 */
export async function mime(name: string, script: string): Promise<string> {
  return `Content-Type: multipart/mixed; boundary="${boundary}"
MIME-Version: 1.0

# ${name}, packed by flux, comments left out. To read it: flux workflow, without --format

--${boundary}
Content-Type: application/gzip
Content-Transfer-Encoding: base64
Content-Disposition: attachment; filename=${JSON.stringify(name)}

${base64(await gzip(script), lineLength)}

--${boundary}--
`
}
