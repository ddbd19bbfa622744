import { closest, distance } from 'fastest-levenshtein'

/** The known name that was probably meant, or undefined if none is near: a third of the letters may differ. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined
  const best = closest(name, [...known])
  return distance(name, best) <= Math.max(2, Math.floor(name.length / 3)) ? best : undefined
}

/** Names as a message lists them. */
export function listed(names: readonly string[]): string {
  return names.join(', ')
}
