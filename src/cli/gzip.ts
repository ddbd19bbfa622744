import { gzipSync } from 'node:zlib'

/** The text as gzip: the same bytes on every machine and at every time. */
export function gzipped(text: string): Uint8Array {
  const bytes = gzipSync(text, { level: 9 })
  // RFC 1952: bytes 4 to 7 are the time, byte 9 the system; 255 is unknown
  bytes.fill(0, 4, 8)
  bytes[9] = 255
  return bytes
}
