import { base91, emptyBits } from './base91.js'
import { gzip } from './gzip.js'

/** What consoles and mail take as a line, less its end (RFC 5322, section 2.1.1). */
const lineLength = 996

/** The same gzip file with a name in its header (RFC 1952, 2.3.1) that has it end in its last thirteen bits: no byte comes behind it. */
function aligned(bytes: Uint8Array): Uint8Array {
  let missing = 0
  while (emptyBits(bytes.length + missing) >= 8) missing++
  if (missing === 0) return bytes
  const header = bytes.slice(0, 10)
  header[3] = 8
  return Uint8Array.of(...header, ...Array.from({ length: missing - 1 }, () => 0x78), 0, ...bytes.slice(10))
}

/**
 * The script as text that unpacks itself: for consoles that take 16 KiB of text and no gzip. It unpacks into a file of its user
 * alone, refuses bytes that are not the ones that were packed (gzip has a checksum of them), and runs them with its own
 * arguments. Not base64, which needs a twelfth more. Awk prints the escapes of printf(1), for not every awk prints a NUL.
 */
export async function packed(name: string, script: string): Promise<string> {
  return `#!/bin/sh
# ${name}, packed by flux. To read it: sh THIS --unpack
main() {
	f=$(mktemp) && trap 'rm -f "$f"' EXIT && awk 'BEGIN { p=1; for (i=35; i<127; i++) if (i!=123) a[sprintf("%c",i)]=n++ } {
		for (i=1; i<length; i+=2) {
			v+=(a[substr($0,i,1)]*91+a[substr($0,i+1,1)])*p
			for (p*=8192; p>255; p/=256) {
				printf "\\\\0%03o",v%256
				v=int(v/256)
			}
		}
		print ""
	}' <<'FLUX' | while read -r l; do printf %b "$l"; done | gzip -dc >"$f" || {
${base91(aligned(await gzip(script)), lineLength)}
FLUX
		echo 'flux: damaged, or no room; nothing changed' >&2
		exit 3
	}
	case \${1-} in
	--unpack) cat "$f" ;;
	*) sh "$f" "$@" ;;
	esac
}
main "$@"
`
}
