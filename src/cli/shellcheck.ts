import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { shellcheckAbsent, shellcheckFinding } from '../embedded/messages.js'
import type { Io } from './io.js'

/** One comment of `shellcheck --format=json1`. */
interface Finding {
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
  readonly level: string
  readonly code: number
  readonly message: string
}

/** The npm package `shellcheck`, if the user has installed it where he works. */
function npmWrapper(cwd: string): string | undefined {
  try {
    const found = createRequire(join(cwd, 'package.json')).resolve('shellcheck/package.json')
    return join(found, '..', 'bin', process.platform === 'win32' ? 'shellcheck.exe' : 'shellcheck')
  } catch {
    return undefined
  }
}

function findings(output: string): readonly Finding[] | undefined {
  try {
    const parsed: unknown = JSON.parse(output)
    return (parsed as { readonly comments: readonly Finding[] }).comments
  } catch {
    return undefined
  }
}

function diagnosticOf(file: string, finding: Finding): Diagnostic {
  const length = finding.endLine === finding.line ? Math.max(1, finding.endColumn - finding.column) : 1
  const span = { file, line: finding.line, column: finding.column, length }
  return shellcheckFinding({ rule: `SC${finding.code}`, level: finding.level, problem: finding.message }, { span })
}

/** What shellcheck finds in a script, with all its checks; or a note that says why it was not run. */
export function shellcheck(io: Io, file: string, text: string): readonly Diagnostic[] {
  const named = io.environment.SHELLCHECK
  const wrapper = npmWrapper(io.cwd)
  const candidates = named ? [named] : ['shellcheck', ...(wrapper === undefined ? [] : [wrapper])]
  for (const command of candidates) {
    const options = {
      input: text,
      cwd: io.cwd,
      encoding: 'utf8',
      env: { ...process.env, ...io.environment },
      maxBuffer: 1 << 28,
    } as const
    const ran = spawnSync(command, ['-s', 'sh', '--enable=all', '--format=json1', '-'], options)
    if (ran.error !== undefined) continue
    const comments = findings(ran.stdout)
    if (comments !== undefined) return comments.map((finding) => diagnosticOf(file, finding))
    return [shellcheckAbsent({ problem: `${command} said ${ran.stderr.trim().split('\n')[0] ?? 'nothing'}` })]
  }
  return [
    shellcheckAbsent({ problem: named ? `$SHELLCHECK is ${named}, which cannot be run` : 'it is not on the PATH' }),
  ]
}
