import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { tooLarge } from '../embedded/messages.js'
import type { Plan } from '../ir/plan.js'
import { grouped } from './terminal.js'

/** What EC2 takes as user data, before base64. */
export const userDataLimit = 16_384

/** How many bytes a text has as UTF-8. */
export function bytesOf(text: string): number {
  return Buffer.byteLength(text)
}

/** The steps that take more than a twentieth of a script, the largest first; undefined if none does. */
function largestSteps(script: string, plan: Plan): string | undefined {
  const starts = plan.steps
    .map((step) => ({ id: step.id, at: script.indexOf(`\n# ${step.id}: `) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
  const end = script.indexOf('\n# ---- runtime')
  const large = starts
    .map(({ id, at }, index) => ({ id, bytes: bytesOf(script.slice(at, starts[index + 1]?.at ?? end)) }))
    .filter(({ bytes }) => bytes > script.length / 20)
    .sort((a, b) => b.bytes - a.bytes)
  return large.length === 0 ? undefined : large.map(({ id, bytes }) => `${id} ${grouped(bytes)}`).join(', ')
}

/** A warning for a script that EC2 would refuse as user data. */
export function checkSize(script: string, plan: Plan): readonly Diagnostic[] {
  const bytes = bytesOf(script)
  if (bytes <= userDataLimit) return []
  return [tooLarge({ bytes: grouped(bytes), limit: grouped(userDataLimit), steps: largestSteps(script, plan) })]
}
