import type { Diagnostic, Place } from '../diagnostics/diagnostic.js'
import { families, knownTargets, resolveTarget } from '../distro/families.js'
import { unknownTarget, unsupportedTarget } from '../embedded/messages.js'
import { listed, nearest } from './nearest.js'

/** Distributions of the families that are prepared only, as /etc/os-release names them. */
const preparedNames: readonly string[] = [
  'almalinux',
  'centos',
  'fedora',
  'opensuse-leap',
  'opensuse-tumbleweed',
  'rocky',
  'sles',
]

/** What is wrong with a target, if anything. */
export function checkTarget(target: string, place: Place): readonly Diagnostic[] {
  if (resolveTarget(target) !== undefined) return []
  const known = knownTargets()
  const [distribution = target] = target.split(':')
  const others = [...preparedNames, ...families.map((family) => family.family)]
  if (known.includes(distribution) || others.includes(distribution)) {
    return [unsupportedTarget({ target, known: listed(known) }, place)]
  }
  return [unknownTarget({ target, suggestion: nearest(target, known), known: listed(known) }, place)]
}
