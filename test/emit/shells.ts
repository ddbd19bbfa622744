import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A shell that scripts must work in, with the words that start it. */
export interface Shell {
  readonly name: string
  readonly command: readonly [string, ...string[]]
  /** Locales in which it reads any text; yash reads ASCII only in the locale C. */
  readonly locales: readonly [string, ...string[]]
}

const locales = ['C', 'C.UTF-8'] as const

const all: readonly Shell[] = [
  { name: 'dash', command: ['dash'], locales },
  { name: 'busybox ash', command: ['busybox', 'ash'], locales },
  { name: 'bash --posix', command: ['bash', '--posix'], locales },
  { name: 'mksh', command: ['mksh'], locales },
  { name: 'ksh93', command: ['ksh93'], locales },
  { name: 'yash', command: ['yash'], locales: ['C.UTF-8'] },
]

/** Whether a program is in PATH, or where root's programs are. */
export function isInstalled(program: string): boolean {
  const directories = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin']
  return directories.some((directory) => existsSync(join(directory, program)))
}

/** The shells of this machine. */
export const shells: readonly Shell[] = all.filter((shell) => isInstalled(shell.command[0]))
/** Names of the shells that this machine lacks: a test that runs without them says so. */
export const missingShells: readonly string[] = all.filter((shell) => !shells.includes(shell)).map(({ name }) => name)
/** The rows of `it.each` over the shells: name and shell. */
export const eachShell = shells.map((shell) => [shell.name, shell] as const)
/** The rows of `it.each` over the shells in each of their locales. */
export const eachShellAndLocale = shells.flatMap((shell) =>
  shell.locales.map((locale) => [shell.name, locale, shell] as const),
)

/** What a process left behind. */
export interface Outcome {
  readonly code: number | null
  readonly stdout: Buffer
  readonly stderr: string
}

/** How a program is started. */
export interface Surroundings {
  readonly arguments?: readonly string[]
  readonly input?: string | Buffer
  readonly cwd?: string
  readonly environment?: Readonly<Record<string, string>>
  /** Milliseconds after which it is ended and the test fails: a shell may wait for ever for the rest of a script. */
  readonly timeout?: number
}

/** Runs a program with nothing of this process's environment but PATH. */
export function run(command: readonly [string, ...string[]], surroundings: Surroundings = {}): Outcome {
  const [program, ...first] = command
  const outcome = spawnSync(program, [...first, ...(surroundings.arguments ?? [])], {
    input: surroundings.input ?? '',
    cwd: surroundings.cwd,
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin', ...surroundings.environment },
    maxBuffer: 64 * 1024 * 1024,
    timeout: surroundings.timeout ?? 240_000,
  })
  if (outcome.error !== undefined) throw outcome.error
  return { code: outcome.status, stdout: outcome.stdout, stderr: outcome.stderr.toString() }
}

/** Words before a command that make root nobody: what a test lets loose can break nothing. */
export const asNobody: readonly string[] =
  process.getuid?.() === 0 && isInstalled('setpriv')
    ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--']
    : []

/** Runs a script from standard input, as nobody: one that takes arguments for others must not harden this machine. */
export function runScript(shell: Shell | undefined, script: string, given: readonly string[]): Outcome {
  const [program, ...words] = [...asNobody, ...(shell?.command ?? ['sh']), '-s', '--', ...given]
  const environment = { LC_ALL: shell?.locales[0] ?? 'C' }
  return run([program ?? 'sh', ...words], { input: script, cwd: '/', environment })
}

/** A directory that is gone when the test is over; every account may write to it. */
export function scratch(): string {
  const directory = mkdtempSync(join(tmpdir(), 'flux-test-'))
  chmodSync(directory, 0o777)
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

/** Text that would leave a file named `canary` in the current directory if a shell ever ran it. */
export const canaries: readonly string[] = [
  '$(touch canary)',
  '`touch canary`',
  "'; touch canary; '",
  '"; touch canary; "',
  '; touch canary #',
  '\ntouch canary\n',
  '\rtouch canary\r',
  '| touch canary',
  '& touch canary &',
  '&& touch canary',
  "'\ntouch canary\n'",
  '\nFLUX\ntouch canary\n',
  "\nFLUX'\ntouch canary\n",
  '\n)\ntouch canary\n',
  '\n}\ntouch canary\n',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's syntax
  '$IFS;touch${IFS}canary',
  "\\'; touch canary; \\'",
  "$'; touch canary; '",
  '<(touch canary)',
  '>canary',
  '\\\ntouch canary\n',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's syntax
  '${x:=$(touch canary)}',
]

/** What is in a directory: a canary, if a shell ran it. */
export function leftIn(directory: string): readonly string[] {
  return readdirSync(directory)
}
