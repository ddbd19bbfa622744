import type { Format } from '../bundle/format.js'
import type { Plan } from '../ir/plan.js'
import { writeText } from './files.js'
import { report } from './report.js'
import { endIfErrors, type Session } from './session.js'
import { checkSize } from './size.js'

/** Gives text to whom it is for: stdout, or the file of `-o`. */
export async function deliver(session: Session, content: string | Uint8Array, mode?: number): Promise<void> {
  const { output } = session.options
  if (output === undefined || output === '-') session.io.out(content)
  else await endIfErrors(session, writeText(session.io, output, content, mode))
}

/** Whether the form is one that a shell runs; the others are for cloud-init alone. */
function isRunnable(format: Format): boolean {
  return format === 'sh' || format === 'packed'
}

/** Gives a script to whom it is for, in the form asked for; warns if the readable form is too large for user data. */
export async function deliverScript(
  session: Session,
  script: string,
  plan: Plan,
  format: Format = 'sh',
): Promise<void> {
  const content = format === 'sh' ? script : await (await import('../bundle/bundle.js')).bundle(format, script, plan)
  await deliver(session, content, isRunnable(format) ? 0o755 : 0o644)
  if (format === 'sh') await report(session.io, checkSize(script, plan))
}
