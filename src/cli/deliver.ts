import { writeText } from './files.js'
import { endIfErrors, type Session } from './session.js'

/** Gives text to whom it is for: stdout, or the file of `-o`. */
export async function deliver(session: Session, text: string, mode?: number): Promise<void> {
  const { output } = session.options
  if (output === undefined || output === '-') session.io.out(text)
  else await endIfErrors(session, writeText(session.io, output, text, mode))
}
