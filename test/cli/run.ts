import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Io } from '../../src/cli/io.js'
import { run } from '../../src/cli/program.js'

/** What a command printed, and how it ended. */
export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** An empty directory that is gone after the test. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'flux-test-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

/** Runs the command line in this process, in a world of its own. */
export async function flux(argv: readonly string[], world: Partial<Io> = {}): Promise<Ran> {
  let out = ''
  let err = ''
  const io: Io = {
    cwd: tmpdir(),
    environment: {},
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
    input: () => '',
    colour: false,
    width: 80,
    ...world,
  }
  const code = await run(argv, io)
  return { code, out, err }
}
