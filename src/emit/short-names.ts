/** Functions of the runtime, and its local variables: those behind a blank, a sign of the shell, or at the beginning of a line. */
const names = /\bflux_[a-z0-9_]+\b|(?<=[\s${;(="'!]|^)_[a-z]+(?:_[a-z]+)*\b/gm
const definition = /^flux_[a-z0-9_]+(?=\(\))/gm

/** The nth short name: a letter, then a letter and a digit, which no command is called. Not `r`, an alias in ksh93 and mksh. */
function shortName(index: number): string {
  const letters = 'abcdefghijklmnopqstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
  const round = Math.floor(index / letters.length)
  return letters.charAt(index % letters.length) + (round === 0 ? '' : (round - 1).toString(36))
}

/** A step up to the function that it calls, which is the template's word: what comes after that may be data. */
const calling = /^([a-z0-9_]+\(\) \{\n(?:\t[^\n]* \|\| return 0\n)?(?:\tunit=[^\n]*\n)?\t)(flux_[a-z_]+)([\s\S]*)$/

/** A script's texts. */
interface Texts {
  readonly fragments: readonly string[]
  readonly steps: readonly string[]
}

/**
 * The runtime with short names, for forms that have to be small: the same for functions and for local variables, which are named apart from
 * them (POSIX, XCU 2.9.5). Of a step, which holds data, the function that it calls is renamed, and nothing else; what it names beside that
 * keeps its name. The journal names kinds, so flux_undo_KIND stays.
 */
export function withShortNames({ fragments, steps }: Texts): Texts {
  const text = fragments.join('\n')
  const calls = steps.map((step) => calling.exec(step))
  const kept = new Set(
    steps.flatMap((step, index) => `${calls[index]?.[1] ?? step}\n${calls[index]?.[3] ?? ''}`.match(names) ?? []),
  )
  const uses = new Map<string, number>()
  for (const name of text.match(names) ?? []) uses.set(name, (uses.get(name) ?? 0) + 1)
  const free = (all: readonly string[]): readonly string[] =>
    [...new Set(all)]
      .filter((name) => !kept.has(name) && !name.startsWith('flux_undo_'))
      .sort((a, b) => (uses.get(b) ?? 0) - (uses.get(a) ?? 0))
  const functions = free(text.match(definition) ?? [])
  const variables = free((text.match(names) ?? []).filter((name) => name.startsWith('_')))
  const short = new Map([functions, variables].flatMap((all) => all.map((name, index) => [name, shortName(index)])))
  const rename = (name: string): string => short.get(name) ?? name
  return {
    fragments: fragments.map((fragment) => fragment.replace(names, rename)),
    steps: steps.map((step) => step.replace(calling, (_, before, verb, after) => before + rename(verb) + after)),
  }
}
