import { Word } from './word.js'

/** A predicate over facts: a release is settled when compiling if the target allows it; the rest only the machine knows. */
export type Condition =
  /** It runs the network: netplan, networkd, networkmanager, ifupdown. */
  | { readonly fact: 'network-manager'; readonly is: string }
  /** There is such a file or directory. */
  | { readonly fact: 'path'; readonly is: string }
  /** It is one of these releases, `debian:13 debian:sid`. */
  | { readonly fact: 'release'; readonly is: string }
  /** The systemd unit runs. */
  | { readonly fact: 'unit-active'; readonly is: string }

/** The runtime function that asks the machine: 0 if it holds; else the step is skipped and says why. */
const verbs: Readonly<Record<Condition['fact'], string>> = {
  'network-manager': 'flux_manager',
  path: 'flux_path',
  release: 'flux_release',
  'unit-active': 'flux_active',
}

/** The runtime function of a condition. */
export function conditionVerb(condition: Condition): string {
  return verbs[condition.fact]
}

/** The words that the function gets. */
export function conditionWords(condition: Condition): readonly Word[] {
  return [new Word(condition.is)]
}
