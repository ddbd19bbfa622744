import ipaddr from 'ipaddr.js'

/** An address or network as ipaddr.js has it: the address and the bits that count. */
function parsed(text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  if (text.includes('/')) return ipaddr.parseCIDR(text)
  const address = ipaddr.parse(text)
  return [address, address.kind() === 'ipv4' ? 32 : 128]
}

/**
 * An address or network as ufw 0.36 prints it, so that its list and ours can be compared: a prefix of all bits is left out, IPv4
 * networks lose their host bits, IPv6 is compressed.
 */
export function canonical(text: string): string {
  const [address, bits] = parsed(text)
  if (address.kind() === 'ipv4') {
    return bits === 32
      ? address.toString()
      : `${ipaddr.IPv4.networkAddressFromCIDR(`${address.toString()}/${bits}`).toString()}/${bits}`
  }
  const mapped = text.toLowerCase().startsWith('::ffff:') && text.includes('.')
  const compressed = mapped ? text.toLowerCase().replace(/\/\d+$/, '') : address.toString()
  return bits === 128 ? compressed : `${compressed}/${bits}`
}

/** Whether two addresses or networks have an address in common. The schema has checked both. */
export function overlap(a: string, b: string): boolean {
  const [first, firstBits] = parsed(a)
  const [second, secondBits] = parsed(b)
  if (first.kind() !== second.kind()) return false
  return first.match([second, Math.min(firstBits, secondBits)] as never)
}

/** Whether it is every address there is: `0.0.0.0/0` or `::/0`. */
export function isEverybody(text: string): boolean {
  return text.endsWith('/0')
}
