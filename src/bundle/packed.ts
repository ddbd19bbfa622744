import { sha256 } from '@noble/hashes/sha2'
import { bytesToHex } from '@noble/hashes/utils'
import { quote } from '../emit/quote.js'
import { base64 } from './base64.js'
import { gzip } from './gzip.js'

const lineLength = 120

/**
 * The script as text that unpacks itself: for consoles that take 16 KiB of text and no gzip. It unpacks into a directory that only
 * its user can enter, refuses bytes that are not the ones that were packed, and runs them with its own arguments.
 */
export async function packed(name: string, script: string): Promise<string> {
  const digest = bytesToHex(sha256(new TextEncoder().encode(script)))
  const file = quote(name)
  return `#!/bin/sh
# ${name}, packed by flux, comments left out. To read it: sh THIS --unpack
fail() {
	echo "flux: $1; nothing was changed" >&2
	exit 3
}

main() {
	umask 077
	dir=$(mktemp -d) || fail 'no room for temporary files'
	trap 'rm -rf "\${dir}"' EXIT
	base64 -d >"\${dir}/gz" <<'FLUX' || fail 'damaged on its way, or no room'
${base64(await gzip(script), lineLength)}
FLUX
	gzip -dc <"\${dir}/gz" >"\${dir}/"${file} || fail 'damaged on its way, or no room'
	case $(sha256sum <"\${dir}/"${file}) in
	${digest}*) ;;
	*) fail 'damaged on its way' ;;
	esac
	case \${1-} in
	--unpack) cat "\${dir}/"${file} ;;
	*) sh "\${dir}/"${file} "$@" ;;
	esac
}
main "$@"
`
}
