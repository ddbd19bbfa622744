/** What of an X.509 certificate matters to who is asked to trust it. RFC 5280, in DER (X.690). */
export interface Certificate {
  readonly der: Uint8Array
  /** It may sign certificates of others: basicConstraints with cA. */
  readonly isCa: boolean
  /** Its last day, as 2035-12-31. */
  readonly until: string
}

/** One DER value: its tag, its bytes, where the next begins. */
interface Value {
  readonly tag: number
  readonly bytes: Uint8Array
  readonly end: number
}

const sequence = 0x30
/** 2.5.29.19, basicConstraints. */
const basicConstraints = [0x55, 0x1d, 0x13]

function read(bytes: Uint8Array, at: number): Value {
  const tag = bytes[at]
  const first = bytes[at + 1]
  if (tag === undefined || first === undefined) throw new RangeError('it ends in the middle')
  let start = at + 2
  let length = first
  if (first >= 0x80) {
    const digits = first - 0x80
    if (digits === 0 || digits > 3) throw new RangeError('a length is not DER')
    length = bytes.subarray(start, start + digits).reduce((sum, byte) => sum * 256 + byte, 0)
    start += digits
  }
  const end = start + length
  if (end > bytes.length) throw new RangeError('it ends in the middle')
  return { tag, bytes: bytes.subarray(start, end), end }
}

function children(bytes: Uint8Array): readonly Value[] {
  const values: Value[] = []
  for (let at = 0; at < bytes.length; ) {
    const value = read(bytes, at)
    values.push(value)
    at = value.end
  }
  return values
}

/** UTCTime has two digits of the year, 50 to 99 of the last century; GeneralizedTime has four. */
function dayOf({ tag, bytes }: Value): string {
  const text = new TextDecoder().decode(bytes)
  const digits = tag === 0x17 ? `${Number(text.slice(0, 2)) >= 50 ? '19' : '20'}${text}` : text
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`
}

/** The extensions stand in [3]; each is an object id, perhaps `critical`, and an octet string with the value. */
function isAuthority(fields: readonly Value[]): boolean {
  const extensions = fields.find(({ tag }) => tag === 0xa3)
  const list = extensions && children(extensions.bytes)[0]
  return (list === undefined ? [] : children(list.bytes)).some((extension) => {
    const parts = children(extension.bytes)
    const id = parts[0]?.bytes ?? new Uint8Array()
    const value = parts.at(-1)?.bytes
    if (value === undefined || id.join() !== basicConstraints.join()) return false
    const flag = children(read(value, 0).bytes)[0]
    return flag?.tag === 0x01 && flag.bytes[0] !== 0
  })
}

/** Reads a certificate; throws a RangeError that says what is wrong with it. */
export function parseCertificate(der: Uint8Array): Certificate {
  const outer = read(der, 0)
  if (outer.tag !== sequence || outer.end !== der.length) throw new RangeError('it is not one certificate')
  const signed = children(outer.bytes)[0]
  if (signed?.tag !== sequence) throw new RangeError('it is not a certificate')
  const fields = children(signed.bytes)
  const validity = fields.find(({ tag, bytes }) => tag === sequence && [0x17, 0x18].includes(bytes[0] ?? 0))
  const end = validity && children(validity.bytes)[1]
  if (end === undefined) throw new RangeError('it has no dates')
  return { der, isCa: isAuthority(fields), until: dayOf(end) }
}

/** The bytes of one PEM certificate, RFC 7468; throws a RangeError that says what is wrong with it. */
export function fromPem(text: string): Uint8Array {
  const blocks = [...text.matchAll(/-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]*)-----END CERTIFICATE-----/g)]
  const [only] = blocks
  if (only === undefined) throw new RangeError('there is no -----BEGIN CERTIFICATE----- in it')
  if (blocks.length > 1) throw new RangeError('there is more than one certificate in it: give each a name of its own')
  return Uint8Array.from(atob((only[1] ?? '').replace(/\s+/g, '')), (character) => character.charCodeAt(0))
}

/** A certificate as PEM, lines of 64 as every program writes them. */
export function toPem(der: Uint8Array): string {
  let binary = ''
  for (const byte of der) binary += String.fromCharCode(byte)
  const lines = btoa(binary)
    .replace(/(.{64})/g, '$1\n')
    .trimEnd()
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`
}
