import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Given } from './settings.js'

/** A directory of test/golden: settings, and what is expected of them. */
export interface Case {
  readonly name: string
  readonly given: Given
  /** Where expected/script.sh and expected/plan.txt are. */
  readonly expected: string
}

const here = import.meta.dirname

/** Every directory beside this file, by name. */
export const cases: readonly Case[] = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => ({
    name,
    given: JSON.parse(readFileSync(join(here, name, 'settings.json'), 'utf8')) as Given,
    expected: join(here, name, 'expected'),
  }))
