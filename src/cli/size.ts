import { gzipSync } from 'node:zlib'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { tooLarge } from '../embedded/messages.js'
import type { Plan } from '../ir/plan.js'
import { grouped } from './terminal.js'

/** What EC2 takes as user data, before base64. */
export const userDataLimit = 16_384

/** The text as gzip: the same bytes on every machine and at every time. */
export function gzipped(text: string): Uint8Array {
  const bytes = gzipSync(text, { level: 9 })
  // RFC 1952: bytes 4 to 7 are the time, byte 9 the system; 255 is unknown
  bytes.fill(0, 4, 8)
  bytes[9] = 255
  return bytes
}

/** How many bytes a text has as UTF-8. */
export function bytesOf(text: string): number {
  return Buffer.byteLength(text)
}

/** The steps that take most of a script, the largest first. */
function largestSteps(script: string, plan: Plan): string {
  const starts = plan.steps
    .map((step) => ({ id: step.id, at: script.indexOf(`\n# ${step.id}: `) }))
    .filter(({ at }) => at >= 0)
  const end = script.indexOf('\n# ---- runtime')
  return starts
    .map(({ id, at }, index) => ({ id, bytes: bytesOf(script.slice(at, starts[index + 1]?.at ?? end)) }))
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, 5)
    .map(({ id, bytes }) => `${id} ${grouped(bytes)}`)
    .join(', ')
}

/** A warning for a script that EC2 would refuse as user data. */
export function checkSize(script: string, plan: Plan): readonly Diagnostic[] {
  const bytes = bytesOf(script)
  if (bytes <= userDataLimit) return []
  const gzip = grouped(gzipped(script).length)
  const limit = grouped(userDataLimit)
  return [tooLarge({ bytes: grouped(bytes), gzip, limit, steps: largestSteps(script, plan) })]
}
