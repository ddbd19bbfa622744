import { sha256 } from '@noble/hashes/sha2'
import { bytesToHex } from '@noble/hashes/utils'
import { quote } from '../emit/quote.js'
import { gzip } from './gzip.js'

const lineLength = 120

/** Bytes as base64, in lines; no Buffer, for the core runs in browsers too. */
function base64(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  const text = btoa(binary)
  return text.replace(new RegExp(`(.{${lineLength}})`, 'g'), '$1\n').trimEnd()
}

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
${base64(await gzip(script))}
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
