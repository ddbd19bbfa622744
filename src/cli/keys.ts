import { Command, InvalidArgumentError } from 'commander'
import { type AccountKeys, accountKeys, withKeys } from '../config/account-keys.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { keysNotFetched, noSuchAccount, unusableKey } from '../embedded/messages.js'
import { parseKey } from '../modules/user/key.js'
import { writeText } from './files.js'
import { Exit, exits, type Io } from './io.js'
import { report } from './report.js'
import { endIfErrors, openSession } from './session.js'

const host = 'github'
/** GitHub's rules for the names of accounts: letters, digits and single hyphens, 39 at most. */
const accountName = /^(?=.{1,39}$)[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/
/** An answer that is longer than this holds no keys of one person. */
const longest = 262_144
const patience = 15_000

function githubName(source: string): string {
  const [given, name = ''] = source.split(/:(.*)/s)
  if (given !== host || !accountName.test(name)) {
    throw new InvalidArgumentError(`write ${host}:NAME, with the name of an account at GitHub`)
  }
  return name
}

/** What a failed request means, in words. */
function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return `no answer within ${patience / 1000} seconds`
  const { cause } = error
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const words: Readonly<Record<string, string>> = {
    ECONNREFUSED: 'the connection is refused',
    ENOTFOUND: 'the name of the server cannot be resolved',
    EAI_AGAIN: 'the name of the server cannot be resolved',
  }
  return words[code] ?? (cause instanceof Error ? cause.message : error.message)
}

/** The lines that the server has for an account, or what prevents it. */
async function fetched(url: string): Promise<readonly string[] | Diagnostic> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(patience) })
    if (response.status === 404) return keysNotFetched({ url, problem: 'there is no such account' })
    if (!response.ok) return keysNotFetched({ url, problem: `the server answers ${response.status}` })
    const text = await response.text()
    if (text.length > longest) return keysNotFetched({ url, problem: 'the answer is too long to be keys' })
    return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))
  } catch (error) {
    return keysNotFetched({ url, problem: problemOf(error) })
  }
}

/** The keys that sshd takes, with where they are from as their comment; of the others what is wrong with them. */
function sorted(lines: readonly string[], name: string): { keys: readonly string[]; unusable: readonly Diagnostic[] } {
  const keys: string[] = []
  const unusable: Diagnostic[] = []
  lines.forEach((line, index) => {
    const key = `${line.split(/\s+/, 2).join(' ')} ${host}:${name}`
    const parsed = parseKey(key)
    if (parsed.ok) keys.push(key)
    else unusable.push(unusableKey({ name, number: index + 1, problem: parsed.problem }))
  })
  return { keys, unusable }
}

async function end(io: Io, diagnostics: readonly Diagnostic[]): Promise<never> {
  await report(io, diagnostics)
  throw new Exit(exits.failed)
}

interface KeysOptions {
  readonly config?: string
  readonly user?: string
  readonly output?: string
}

/** What was done, a line a key. */
function told(io: Io, user: string, { added, removed }: AccountKeys): void {
  for (const key of added) io.err(`${user}: added ${key}\n`)
  for (const key of removed) io.err(`${user}: removed ${key}\n`)
  if (added.length + removed.length === 0) io.err(`${user}: nothing to change\n`)
}

async function update(io: Io, name: string, options: KeysOptions): Promise<void> {
  const user = options.user ?? name.toLowerCase()
  const session = openSession(io, options.config === undefined ? {} : { config: options.config })
  await endIfErrors(session, session.prepared.diagnostics)
  const { file, text } = session.source ?? { file: 'flux.toml', text: '' }
  const account = accountKeys(text, user)
  if (account === undefined) return end(io, [noSuchAccount({ file, name: user })])

  const base = (io.environment.GITHUB_SERVER_URL ?? 'https://github.com').replace(/\/+$/, '')
  const url = `${base}/${name}.keys`
  const lines = await fetched(url)
  if (!Array.isArray(lines)) return end(io, [lines as Diagnostic])
  const { keys, unusable } = sorted(lines, name)
  await report(io, unusable)
  if (keys.length === 0) return end(io, [keysNotFetched({ url, problem: 'there is no usable key' })])

  const edited = withKeys(text, account, keys, `${host}:${name}`)
  told(io, user, edited)
  if (options.output === '-') return io.out(edited.text)
  const target = options.output ?? file
  if (target === file && edited.text === text) return
  const problems = writeText(io, target, edited.text)
  if (problems.length > 0) await end(io, problems)
}

/** `flux keys github:NAME`: the keys of an account at GitHub become the `ssh_keys` of an account in flux.toml, where a diff shows them. */
export function keys(io: Io): Command {
  return new Command('keys')
    .argument('<source>', 'github:NAME', githubName)
    .option('--user <account>', 'the account in flux.toml (default: the one of the same name)')
    .option('--config <file>', 'use this file (default: flux.toml here, in ~/.config/flux, in /etc/flux)')
    .option('-o, --output <file>', 'write the changed configuration to this file; - is stdout')
    .action((name: string, options: KeysOptions) => update(io, name, options))
}
