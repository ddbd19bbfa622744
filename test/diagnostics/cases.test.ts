import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { explanations } from '../../src/embedded/messages.js'
import { flux, temporaryDirectory } from '../cli/run.js'

/**
 * Every code has a directory FLXnnn-slug with the flux.toml that makes it appear, `command` if that takes more than
 * `plan`, `environment` with NAME=VALUE lines, `served` with files that a server gives, and expected.txt: stderr and the exit code. UPDATE_EXPECTED=1 rewrites it.
 */
const here = import.meta.dirname
const cases = readdirSync(here, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))

/** Codes that the checker of files cannot see, with what makes them appear. */
const broken: Readonly<Record<string, () => { out?: () => void }>> = {
  FLX504: () => {
    vi.doMock('sh-syntax', () => {
      throw new Error('Cannot find package')
    })
    return {}
  },
  FLX901: () => ({
    out: () => {
      throw new Error('the terminal is on fire')
    },
  }),
}

function lines(file: string): readonly string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
}

/** A server of these files until the test ends; its address as an environment. */
async function serving(directory: string): Promise<Readonly<Record<string, string>>> {
  if (!existsSync(directory)) return {}
  const server = createServer(({ url = '' }, response) => response.end(readFileSync(join(directory, url))))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  onTestFinished(() => void server.close())
  return { GITHUB_SERVER_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

describe('diagnostics', () => {
  it.each(cases)('%s', async (name) => {
    const directory = temporaryDirectory()
    const given = join(here, name)
    cpSync(given, directory, { recursive: true })
    const [command = 'plan'] = lines(join(given, 'command'))
    const variables = Object.fromEntries(lines(join(given, 'environment')).map((line) => line.split('=', 2)))
    const environment = { ...variables, ...(await serving(join(given, 'served'))) }
    const world = broken[name.slice(0, 6)]?.() ?? {}
    const { code, err } = await flux(command.split(' '), { cwd: directory, environment, ...world })
    vi.doUnmock('sh-syntax')
    // sizes change with every edit of a template
    const said = `${err.replace(/\b\d{1,3}(,\d{3})+\b/g, 'N,NNN')}exit ${code}\n`
    const expected = join(given, 'expected.txt')
    if (process.env.UPDATE_EXPECTED) writeFileSync(expected, said)
    expect(said).toBe(readFileSync(expected, 'utf8'))
    expect(err).toContain(name.slice(0, 6))
  })

  it('has a case for every code, named as it is', () => {
    const wanted = explanations.map(({ code, slug }) => `${code}-${slug}`)
    const covered = new Set(cases.map((name) => name.split('.')[0]))
    expect(wanted.filter((name) => !covered.has(name))).toEqual([])
    expect([...covered].filter((name) => !wanted.includes(name ?? ''))).toEqual([])
  })
})
