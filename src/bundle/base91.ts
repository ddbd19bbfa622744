/** The characters from `#` to `~` without `{`, so that Terraform's templates take nothing for theirs: a digit each. */
const digits = Array.from({ length: 92 }, (_, index) => String.fromCharCode(35 + index)).filter(
  (digit) => digit !== '{',
)

/** How many bits of 13 stay empty behind so many bytes. */
export function emptyBits(length: number): number {
  return (13 - ((length * 8) % 13)) % 13
}

/** Thirteen bits, the lowest first, as two digits, in lines of `lineLength`, an even number. */
export function base91(bytes: Uint8Array, lineLength: number): string {
  let text = ''
  let bits = 0
  let count = 0
  const put = (): void => {
    const value = bits % 8192
    text += `${digits[Math.floor(value / 91)]}${digits[value % 91]}`
    bits = Math.floor(bits / 8192)
    count -= 13
  }
  for (const byte of bytes) {
    bits += byte * 2 ** count
    count += 8
    if (count >= 13) put()
  }
  if (count > 0) put()
  return (text.match(new RegExp(`.{1,${lineLength}}`, 'g')) ?? []).join('\n')
}
