# flux_repository PATH KEYRING URL FINGERPRINT: the package source PATH holds standard input, and KEYRING the one key of FINGERPRINT
flux_repository() {
	flux_read
	_source=$text
	if ! flux_key_is "$2" "$4" && flux_differs "$2"; then
		_temp=${2%/*}/.${2##*/}.flux
		[ -d "${2%/*}" ] || { flux_keep file "${2%/*}" && flux_try mkdir "${2%/*}"; } || return
		flux_keep file "$2" && flux_try curl -fsSL --max-time 60 -o "$_temp" "$3" || return
		flux_key_is "$_temp" "$4" || {
			note="$note: what $3 gives is not the key $4"
			return 1
		}
		flux_try chmod 644 "$_temp" && flux_place "$2" || return
	fi
	text=$_source
	flux_put "$1" 644 root:root
}

## A home directory with nothing in it, and nothing written to it: root may have no HOME, and a keyring would change.
# flux_key_is FILE FINGERPRINT: FILE holds this OpenPGP key and no other
flux_key_is() {
	[ -s "$1" ] && [ "$(gpg --homedir / --no-options --no-keyring --trust-model always --lock-never --show-keys --with-colons "$1" 2>/dev/null | awk -F: '/^pub/ { n++ } /^fpr/ && !f { f = $10 } END { print n f }')" = "1$2" ]
}
