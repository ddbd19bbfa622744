import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { bundle } from '../../src/bundle/bundle.js'
import { compile } from '../../src/compile.js'
import { emitShort } from '../../src/emit/script.js'
import { modules } from '../../src/modules/registry.js'

const values = Object.fromEntries(modules.map((module) => [module.name, module.schema.parse({})]))
const { script = '', plan } = compile({
  workflow: 'security',
  modules: ['firewall', 'ssh', 'sysctl'],
  values,
  target: 'any',
})
if (plan === undefined) throw new Error('the shipped modules do not compile')
const packed = String(await bundle('packed', script, plan))

/** Runs text as a script of sh, with nothing but a directory of its own for temporary files. */
function run(text: string, ...argv: readonly string[]) {
  const directory = mkdtempSync(join(tmpdir(), 'flux-packed-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  const file = join(directory, 'packed.sh')
  writeFileSync(file, text)
  const scratch = mkdtempSync(join(directory, 'tmp-'))
  const { status, stdout, stderr } = spawnSync('sh', [file, ...argv], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', TMPDIR: scratch },
  })
  return { status, stdout, stderr, left: readdirSync(scratch) }
}

/** The text without comments, empty lines, indentation and usage. */
const bare = (text: string): string =>
  text
    .replace(/^\t*# .*\n/gm, '')
    .replace(/^Usage[\s\S]*?^FLUX$/m, '')
    .replace(/\n\s+/g, '\n')

describe('a packed script', () => {
  it('fits the user data of EC2', () => {
    expect(Buffer.byteLength(packed)).toBeLessThanOrEqual(16_384)
  })

  it('does what the readable one does, and leaves nothing behind', () => {
    const readable = spawnSync('sh', ['-s', '--', '--list'], { encoding: 'utf8', input: script })
    const listed = readable.stdout.replace(/^(\S+) \| [^|]+ \|/gm, '$1 | - |')
    expect(run(packed, '--list')).toEqual({ status: 0, stdout: listed, stderr: '', left: [] })
    expect(run(packed, '--no-such-option').status).toBe(64)
  })

  it('is the readable one less its comments, long names and ids of controls', () => {
    const unpacked = run(packed, '--unpack').stdout
    expect(bare(unpacked)).toBe(bare(emitShort(plan)))
  })

  it('runs nothing of itself when a byte is wrong or the end is missing', () => {
    const at = packed.indexOf('\n', packed.indexOf("<<'FLUX'")) + 500
    const flipped = packed[at] === 'A' ? 'B' : 'A'
    const damaged = run(packed.slice(0, at) + flipped + packed.slice(at + 1), '--list')
    expect([damaged.status, damaged.stdout, damaged.left]).toEqual([3, '', []])
    expect(damaged.stderr).toContain('nothing changed')
    for (const length of [200, 5_000, packed.length - 5]) {
      const cut = run(packed.slice(0, length), '--list')
      expect([cut.stdout, cut.status === 0]).toEqual(['', false])
    }
  })

  it('is the same text every time', async () => {
    expect(await bundle('packed', script, plan)).toBe(packed)
  })
})

describe('gzip', () => {
  it('is the script less its comments, the same bytes every time', async () => {
    const bytes = await bundle('gzip', script, plan)
    const text = gunzipSync(Buffer.from(bytes)).toString()
    expect(bare(text)).toBe(bare(emitShort(plan)))
    expect(text.length).toBeLessThan(script.length * 0.85)
    expect(Buffer.from(await bundle('gzip', script, plan))).toEqual(Buffer.from(bytes))
    expect(execFileSync('gzip', ['-dc'], { input: Buffer.from(bytes) }).toString()).toBe(text)
  })
})
