import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { accountKeys, withKeys } from '../../src/config/account-keys.js'
import { parseToml } from '../../src/config/toml.js'
import { flux, temporaryDirectory } from './run.js'

const one = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHN6vSV2ZwgqlXTn6dtBq3uXdGyTYX9VYlaKTQTnbvQf'
const two = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f'

/** A world with a flux.toml and a stand-in for GitHub that has these files. */
async function world(toml: string, served: Readonly<Record<string, string>>) {
  const cwd = temporaryDirectory()
  writeFileSync(join(cwd, 'flux.toml'), toml)
  const server = createServer(({ url = '' }, response) => {
    const text = served[url]
    response.statusCode = text === undefined ? 404 : 200
    response.end(text)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  onTestFinished(() => void server.close())
  const environment = { GITHUB_SERVER_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
  return { cwd, environment, text: () => readFileSync(join(cwd, 'flux.toml'), 'utf8') }
}

const admin = '# ours\n[[modules.user.admins]]\nusername = "alice" # the boss\nfullname = "Alice"\n'

describe('flux keys', () => {
  it('writes the keys to the account, and the next time has nothing to do', async () => {
    const here = await world(admin, { '/alice.keys': `${one}\n${two}\n` })
    expect(await flux(['keys', 'github:alice'], here)).toMatchObject({ code: 0, out: '' })
    const list = `ssh_keys = [\n  "${one} github:alice",\n  "${two} github:alice",\n]`
    expect(here.text()).toBe(admin.replace('# the boss', `# the boss\n${list}`))
    const before = here.text()
    expect(await flux(['keys', 'github:alice'], here)).toMatchObject({ code: 0, err: 'alice: nothing to change\n' })
    expect(here.text()).toBe(before)
  })

  it('takes away what GitHub has no longer, and leaves other keys, comments and layout', async () => {
    const mine = execFileSync('sh', ['-c', `echo "${two.slice(0, -2)}Hg mine"`], { encoding: 'utf8' }).trim()
    const list = `ssh_keys = [\n  # from the safe\n  "${mine}",\n  "${two} github:alice",\n]\n`
    const here = await world(admin + list, { '/alice.keys': one })
    expect((await flux(['keys', 'github:alice'], here)).code).toBe(0)
    expect(here.text()).toBe(`${admin}ssh_keys = [\n  # from the safe\n  "${mine}",\n  "${one} github:alice",\n]\n`)
  })

  it('gives them to the account that --user names, also in an inline table', async () => {
    const here = await world('[modules.user]\nusers = [{ username = "bob" }]\n', { '/The-Bob.keys': one })
    expect((await flux(['keys', 'github:The-Bob', '--user', 'bob'], here)).code).toBe(0)
    expect(parseToml(here.text(), 'flux.toml')).toMatchObject({
      values: { modules: { user: { users: [{ username: 'bob', ssh_keys: [`${one} github:The-Bob`] }] } } },
    })
  })

  it.each([
    ['there is no such account', '/nobody.keys', one, 'FLX409'],
    ['there is no key', '/alice.keys', '\n', 'FLX409'],
    ['the answer is no text of keys', '/alice.keys', '<html>', 'FLX409'],
    ['the answer is endless', '/alice.keys', 'x'.repeat(300_000), 'FLX409'],
  ])('changes nothing if %s', async (_, path, text, code) => {
    const here = await world(admin, { [path]: text })
    expect(await flux(['keys', 'github:alice'], here)).toMatchObject({ code: 1, err: expect.stringContaining(code) })
    expect(here.text()).toBe(admin)
  })

  it.each(['alice', 'gitlab:alice', 'github:', 'github:-a', 'github:a/../b', 'github:a b'])(
    'refuses %j',
    async (source) => {
      expect((await flux(['keys', source], await world(admin, {}))).code).toBe(64)
    },
  )

  it('refuses a flux.toml with a mistake before it asks anybody', async () => {
    const here = await world(`${admin}sudo = "maybe"\n`, { '/alice.keys': one })
    expect((await flux(['keys', 'github:alice'], here)).code).toBe(1)
  })
})

describe('keys in every layout', () => {
  it.each([
    '[]',
    '["KEEP"]',
    '["KEEP", ]',
    '["STALE"]',
    '["STALE", "KEEP"]',
    '["KEEP", "STALE"]',
    '[\n"KEEP"\n, "STALE"\n]',
    '[ # a ] comment\n  "STALE", # gone\n  "KEEP", # stays\n]',
    "['STALE', '''KEEP''']",
  ])('%s', (layout) => {
    const list = layout.replaceAll('STALE', `${two} github:a`).replaceAll('KEEP', 'k mine')
    const text = `[[modules.user.users]]\nusername = "a"\nssh_keys = ${list}\ngroups = ["x"]\n`
    const account = accountKeys(text, 'a')
    if (account === undefined) throw new Error('no account')
    const after = withKeys(text, account, [`${one} github:a`], 'github:a')
    const users = {
      username: 'a',
      groups: ['x'],
      ssh_keys: [...(layout.includes('KEEP') ? ['k mine'] : []), `${one} github:a`],
    }
    expect(parseToml(after.text, 'f')).toMatchObject({ values: { modules: { user: { users: [users] } } } })
  })
})
