import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { flux, temporaryDirectory } from './run.js'

/** A directory with scripts in every form. */
async function scripts(): Promise<{ readonly cwd: string }> {
  const world = { cwd: temporaryDirectory() }
  writeFileSync(join(world.cwd, 'flux.toml'), '[modules.ssh]\nport = 2222\n')
  await flux(['workflow', 'security', '-o', 'security.sh'], world)
  await flux(['workflow', 'security', '--format', 'gzip', '-o', 'security.gz'], world)
  await flux(['workflow', 'security', '--format', 'packed', '-o', 'packed.sh'], world)
  await flux(['workflow', 'security', '--format', 'cloud-config', '-o', 'security.cfg'], world)
  await flux(['workflow', 'security', '--format', 'mime', '-o', 'security.mime'], world)
  await flux(['module', 'ssh', '--max-auth-tries', '3', '-o', 'ssh.sh'], world)
  return world
}

/** A copy of the script with a change. */
function changed(directory: string, name: string, from: string, to: string): string {
  const text = readFileSync(join(directory, 'security.sh'), 'utf8')
  expect(text).toContain(from)
  writeFileSync(join(directory, name), text.replace(from, to))
  return name
}

describe('flux verify', () => {
  it('knows a script in every form of delivery', async () => {
    const world = await scripts()
    const { code, out } = await flux(
      ['verify', 'security.sh', 'security.gz', 'packed.sh', 'security.cfg', 'security.mime'],
      world,
    )
    expect([code, out.split('\n').length]).toEqual([0, 6])
  })

  it('takes the options that the script was compiled with', async () => {
    const world = await scripts()
    expect((await flux(['verify', 'ssh.sh', '--set', 'ssh.max_auth_tries=3'], world)).code).toBe(0)
    const { code, err } = await flux(['verify', 'ssh.sh'], world)
    expect([code, err]).toEqual([1, expect.stringContaining('FLX405')])
  })

  it('shows the first line that was edited', async () => {
    const world = await scripts()
    const name = changed(world.cwd, 'edited.sh', 'MaxAuthTries 4', 'MaxAuthTries 40')
    const { code, err } = await flux(['verify', name], world)
    expect([code, err]).toEqual([1, expect.stringContaining('MaxAuthTries 40')])
    expect(err).toMatch(/FLX406[\s\S]*edited\.sh:\d+:1/)
  })

  it('notices an edited runtime, whatever the settings', async () => {
    const world = await scripts()
    const name = changed(world.cwd, 'runtime.sh', 'flux_die() {', 'flux_die() { true')
    expect((await flux(['verify', name], world)).err).toContain('FLX407')
    expect((await flux(['verify', name, '--set', 'ssh.port=2223'], world)).err).toMatch(/FLX407[\s\S]*FLX405/)
  })

  it('is not content with a damaged or shortened file', async () => {
    const world = await scripts()
    const bytes = readFileSync(join(world.cwd, 'security.gz'))
    writeFileSync(join(world.cwd, 'cut.gz'), bytes.subarray(0, 2000))
    expect((await flux(['verify', 'cut.gz'], world)).err).toContain('FLX404')
    const text = readFileSync(join(world.cwd, 'security.sh'), 'utf8')
    writeFileSync(join(world.cwd, 'cut.sh'), text.slice(0, -2))
    expect((await flux(['verify', 'cut.sh'], world)).code).toBe(1)
  })
})
