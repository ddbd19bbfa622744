/** The bits of an address, most significant first. */
function bitsOf(address: string): string {
  if (!address.includes(':')) {
    return address
      .split('.')
      .map((octet) => Number(octet).toString(2).padStart(8, '0'))
      .join('')
  }
  const [head = '', tail] = address.split('::')
  const groups = (text: string): readonly string[] => (text === '' ? [] : text.split(':'))
  const missing = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length
  return [...groups(head), ...Array.from({ length: missing }, () => '0'), ...groups(tail ?? '')]
    .map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0'))
    .join('')
}

/** Whether an address is in the network of an address with prefix, such as 192.0.2.7/24. */
export function isWithin(address: string, network: string): boolean {
  const [base = '', length = '0'] = network.split('/')
  if (address.includes(':') !== base.includes(':')) return false
  return bitsOf(address).slice(0, Number(length)) === bitsOf(base).slice(0, Number(length))
}
