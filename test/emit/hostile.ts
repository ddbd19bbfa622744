import fc from 'fast-check'
import { canaries } from './shells.js'

/** Pieces that have meaning to a shell, to printf, to a here-document or to a terminal. */
const pieces: readonly string[] = [
  ...canaries,
  ...["'", '"', '\\', '\n', '\r', '\t', ' ', '$', '`', '%s', '%n', '%', '--', '-n', '-e', '*', '?', '[a]', '~', '#'],
  ...['FLUX', 'FLUX_2', 'FLUX_3', '\nFLUX\n', '\nFLUX_2\n', "'FLUX'", 'EOF', '<<', '\u001b[31m', '\u001b]0;x\u0007'],
  ...['ä', '€', '😀', '\u0085', '\u2028', '\u202e', '\u0001', '\u007f', '!', '{a,b}', 'a=b', '$((1/0))'],
]

/** Strings that a shell can hold, made of what is likely to break out of quotes, and of anything else. */
export const hostile: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 8 })
  .map((parts) => parts.join('').replaceAll('\0', ''))

/** As long as a careless value gets, with what a shell would read on, in front and behind. */
export const long: readonly string[] = [
  `$(touch canary)${"'x$(touch canary)".repeat(4096)}`,
  `${'\nFLUX\n'.repeat(10_900)}x`,
]

/** Strings that earlier shells and compilers tripped over; each test tries all of them. */
export const known: readonly string[] = [
  '',
  '-',
  '-n',
  '-e x',
  '--help',
  "'",
  "''",
  "'\\''",
  '\\',
  'a\\',
  '%s%d%n',
  'a\nb',
  '\n',
  '\n\n',
  'a\n',
  '\r',
  'a\r\nb\r\n',
  'FLUX',
  'FLUX\n',
  'FLUX\nFLUX_2\n',
  'FLUX_2\nFLUX\nFLUX_3',
  ' FLUX',
  // Behind the beginning of the delimiter dash loses a byte that is not ASCII, and ksh93 in UTF-8 waits for ever.
  'Für alle',
  'FLä\nFLUXä\nF€',
  'FLUX\nFLUX_2ä\nFLUX_3\u0085',
  'FLUX\nFLUX_€',
  'FLUX ',
  '\tFLUX',
  'FLUX\r\n',
  ' leading and trailing ',
  '\tx\t',
  '~',
  '~root',
  '*',
  '/etc/*',
  'a=b',
  'PATH=/x',
  'ä€😀',
  '\u0085\u2028',
  '\u001b[2J\u001b]0;title\u0007',
  '\u0001\u007f',
  ...canaries,
]
