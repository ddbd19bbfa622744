/** A public key of authorized_keys(5), or what is wrong with it. */
export type ParsedKey =
  | { readonly ok: true; readonly type: string; readonly logsIn: boolean }
  | { readonly ok: false; readonly problem: string }

/** Key types that sshd takes in every supported release, and how many bits an RSA key must have at least. */
const types: ReadonlySet<string> = new Set([
  'ssh-ed25519',
  'ssh-rsa',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'sk-ssh-ed25519@openssh.com',
  'sk-ecdsa-sha2-nistp256@openssh.com',
])
const rsaMinimum = 2048

const wrong = (problem: string): ParsedKey => ({ ok: false, problem })

/** Base64 as bytes; undefined if it is none. */
function decoded(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.length % 4 !== 0) return undefined
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}

/** The strings that a key blob is made of, RFC 4253 section 5: four bytes of length, then the bytes; undefined if they do not add up. */
function stringsOf(blob: Uint8Array): readonly Uint8Array[] | undefined {
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength)
  const strings: Uint8Array[] = []
  let at = 0
  while (at < blob.length) {
    if (at + 4 > blob.length) return undefined
    const length = view.getUint32(at)
    if (at + 4 + length > blob.length) return undefined
    strings.push(blob.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return strings
}

/** Bits of a multiple precision integer, RFC 4251 section 5. */
function bitsOf(integer: Uint8Array): number {
  const first = integer.findIndex((byte) => byte !== 0)
  const leading = integer[first]
  return leading === undefined ? 0 : (integer.length - first - 1) * 8 + (32 - Math.clz32(leading))
}

/** Splits a line into options, type, base64; options may hold blanks in double quotes. */
function partsOf(line: string): readonly [options: string, type: string, data: string] | undefined {
  const words = /^((?:[^\s"]|"(?:[^"\\]|\\.)*")+)[ \t]+(.*)$/.exec(line)
  const [, first = '', rest = ''] = words ?? []
  if (types.has(first) || /^(ssh|ecdsa|sk)-/.test(first)) return ['', first, rest.split(/[ \t]/)[0] ?? '']
  const [type = '', data = ''] = rest.trimStart().split(/[ \t]+/)
  return words === null || !/^(ssh|ecdsa|sk)-/.test(type) ? undefined : [first, type, data]
}

/** Reads one line of authorized_keys(5). A key with a forced command or an end is a key, but nobody's way to log in. */
export function parseKey(line: string): ParsedKey {
  const parts = partsOf(line)
  if (parts === undefined) return wrong('it is not a line of authorized_keys: TYPE BASE64 COMMENT')
  const [options, type, data] = parts
  if (!types.has(type)) return wrong(`keys of the type ${type} are not accepted any more`)
  const blob = decoded(data)
  const strings = blob && stringsOf(blob)
  if (strings === undefined) return wrong('its base64 part is damaged: was the line cut?')
  const inner = new TextDecoder().decode(strings[0])
  if (inner !== type)
    return wrong(`it says ${type}, but holds a key of the type ${inner.replace(/[^ -~]/g, '?').slice(0, 40)}`)
  const expected = { 'ssh-ed25519': 2, 'ssh-rsa': 3 }[type] ?? 3
  if (strings.length < expected) return wrong('its base64 part is damaged: was the line cut?')
  const bits = type === 'ssh-rsa' ? bitsOf(strings[2] ?? new Uint8Array()) : Number.POSITIVE_INFINITY
  if (bits < rsaMinimum) return wrong(`an RSA key of ${bits} bits is too short: ${rsaMinimum} is the least`)
  return { ok: true, type, logsIn: !/(^|,)(command|expiry-time)=/i.test(options) }
}
