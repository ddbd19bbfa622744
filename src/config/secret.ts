import type { KeyPath } from '../diagnostics/diagnostic.js'
import { isTable } from './toml.js'

const secretName = /(^|_)(password|passwd|passphrase|secret|token|api_key|private_key)$/i
const privateKey = /-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY-----/

/** Whether text at a path is a secret: by the name of its key, or because it is a private key. */
export function isSecret(path: KeyPath, text: string): boolean {
  const name = path.findLast((key) => typeof key === 'string')
  return privateKey.test(text) || (typeof name === 'string' && text !== '' && secretName.test(name))
}

/** The paths of all secrets in a value. */
export function secretsIn(value: unknown, path: KeyPath = []): readonly KeyPath[] {
  if (typeof value === 'string') return isSecret(path, value) ? [path] : []
  if (Array.isArray(value)) return value.flatMap((entry, index) => secretsIn(entry, [...path, index]))
  if (isTable(value)) return Object.entries(value).flatMap(([key, entry]) => secretsIn(entry, [...path, key]))
  return []
}
