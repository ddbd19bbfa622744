import type { Control } from '../ir/control.js'

const shortNames = { 'cis-debian12': 'CIS', 'nist-800-53': 'NIST', 'anssi-bp28': 'ANSSI' } as const

/** 5.1.4 before 5.1.20. Not localeCompare: a script is the same wherever it is made, and that takes longer than all the rest. */
function sortedByNumbers(ids: readonly string[]): readonly string[] {
  return ids
    .map((id) => ({ id, key: id.replace(/\d+/g, (digits) => digits.padStart(4, '0')) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ id }) => id)
}

/** What was printed of a list: each is printed in the index and above its step, and a module's lists are the same for every host. */
const printed = new WeakMap<readonly Control[], string>()

/** The ids of controls as the index prints them: `CIS 5.1.4 5.1.5, NIST AC-17`; `-` if there are none. */
export function controlIds(controls: readonly Control[]): string {
  const ids = printed.get(controls) ?? printedIds(controls)
  printed.set(controls, ids)
  return ids
}

function printedIds(controls: readonly Control[]): string {
  const references = [...new Set(controls.flatMap((control) => control.references))]
  const groups = Object.entries(shortNames).flatMap(([scheme, name]) => {
    const ids = references
      .filter((reference) => reference.startsWith(`${scheme}:`))
      .map((reference) => reference.slice(scheme.length + 1))
    return ids.length === 0 ? [] : [`${name} ${sortedByNumbers(ids).join(' ')}`]
  })
  return groups.length === 0 ? '-' : groups.join(', ')
}
