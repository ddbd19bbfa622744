import { createHash } from 'node:crypto'
import { bundle } from '../bundle/bundle.js'
import { version } from '../embedded/version.js'
import type { Compiled } from './session.js'
import { bytesOf } from './size.js'

/** A file of `generated/`: its name and its text. */
export interface Artifact {
  readonly name: string
  readonly text: string
}

/** A compilation, and how many bytes its script has as gzip. */
export interface Measured extends Compiled {
  readonly gzipBytes: number
}

/** Compresses each script once, to know its size. */
export async function measured(compiled: readonly Compiled[]): Promise<readonly Measured[]> {
  return Promise.all(
    compiled.map(async (one) => ({ ...one, gzipBytes: (await bundle('gzip', one.script, one.plan)).length })),
  )
}

/** sha256 of a text, hexadecimal. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** What `flux build` keeps beside the scripts: tool version and sizes, which are not in the scripts themselves. */
function manifest(scripts: readonly Measured[]): string {
  const entries = scripts.map(({ script, plan, gzipBytes }) => [
    `${plan.workflow}.sh`,
    {
      modules: plan.modules,
      targets: plan.targets,
      settings_sha256: plan.settingsDigest,
      sha256: sha256(script),
      bytes: bytesOf(script),
      gzip_bytes: gzipBytes,
    },
  ])
  return `${JSON.stringify({ flux: version, scripts: Object.fromEntries(entries) }, null, 2)}\n`
}

/** Everything that a build consists of: scripts, manifest, SHA256SUMS in the form of sha256sum(1). */
export function artifactsOf(compiled: readonly Measured[]): readonly Artifact[] {
  const sorted = [...compiled].sort((a, b) => (a.plan.workflow < b.plan.workflow ? -1 : 1))
  const scripts = sorted.map(({ script, plan }) => ({ name: `${plan.workflow}.sh`, text: script }))
  const files = [...scripts, { name: 'manifest.json', text: manifest(sorted) }]
  const sums = files
    .map(({ name, text }) => `${sha256(text)}  ${name}\n`)
    .sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1))
  return [...files, { name: 'SHA256SUMS', text: sums.join('') }]
}

/** The sums that an earlier build left, by file name. */
export function readSums(text: string | undefined): ReadonlyMap<string, string> {
  const sums = new Map<string, string>()
  for (const line of (text ?? '').split('\n')) {
    const [, sum, name] = /^([0-9a-f]{64}) [ *]([A-Za-z0-9][A-Za-z0-9._-]*)$/.exec(line) ?? []
    if (sum !== undefined && name !== undefined) sums.set(name, sum)
  }
  return sums
}
