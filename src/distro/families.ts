import { debian } from './debian.js'
import type { Distribution, ReleaseId } from './distribution.js'
import { prepared } from './prepared.js'

/** Every family, the supported ones first. */
export const families: readonly Distribution[] = [debian, ...prepared]

/** Words that a target can be: `any`, `ubuntu`, `debian:12`. */
export function knownTargets(): readonly string[] {
  const releases = families.flatMap((family) => family.releases)
  const distributions = new Set(releases.map((release) => release.slice(0, release.indexOf(':'))))
  return ['any', ...distributions, ...releases]
}

/** The releases that a target means, with their family; undefined for a word that is no target. */
export function resolveTarget(
  target: string,
): { readonly distribution: Distribution; readonly releases: readonly ReleaseId[] } | undefined {
  for (const distribution of families) {
    const releases = distribution.releases.filter(
      (release) => target === 'any' || release === target || release.startsWith(`${target}:`),
    )
    if (releases.length > 0) return { distribution, releases }
  }
  return undefined
}
