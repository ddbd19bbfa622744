import { Command } from 'commander'
import { settingsJsonSchema } from '../config/json-schema.js'
import { modules } from '../modules/registry.js'
import type { Io } from './io.js'

/** `flux schema`: the JSON Schema of flux.toml. */
export function schema(io: Io): Command {
  return new Command('schema').action(() => io.out(settingsJsonSchema(modules)))
}
