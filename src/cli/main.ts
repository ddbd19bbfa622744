import { fstatSync, readFileSync, writeSync } from 'node:fs'
import type { Io } from './io.js'
import { run } from './program.js'

/**
 * Writes at once. process.stdout would do, but to look at it makes Node load its streams, which takes a fifth of the time
 * that an empty program takes.
 */
function write(descriptor: 1 | 2, content: string | Uint8Array): void {
  const bytes = Buffer.from(content)
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(descriptor, bytes, done)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      // A reader that has seen enough, such as head(1), is no error.
      if (code === 'EPIPE') return
      if (code !== 'EAGAIN') throw error
    }
  }
}

/** Whether a stream may be a terminal; a file or a pipe is none. */
function isDevice(descriptor: 1 | 2): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice()
  } catch {
    return false
  }
}

const { env } = process
const terminal = isDevice(1) && isDevice(2) && process.stdout.isTTY && process.stderr.isTTY

const io: Io = {
  cwd: process.cwd(),
  environment: env,
  out: (content) => write(1, content),
  err: (text) => write(2, text),
  input: () => readFileSync(0, 'utf8'),
  colour: terminal && !env.NO_COLOR && env.TERM !== 'dumb',
  width: terminal ? Math.min(process.stderr.columns, 100) : 80,
}

run(process.argv.slice(2), io).then((code) => {
  process.exitCode = code
})
