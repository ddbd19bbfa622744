/** Bytes as base64, in lines of `lineLength` characters; no Buffer, for the core runs in browsers too. */
export function base64(bytes: Uint8Array, lineLength: number): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
    .replace(new RegExp(`(.{${lineLength}})`, 'g'), '$1\n')
    .trimEnd()
}
