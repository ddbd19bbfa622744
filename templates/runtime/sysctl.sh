## A key that this kernel lacks, or that may not be written here, is named in note, never an error.
# flux_sysctl FILE: FILE holds the "key = value" lines of standard input, and they are the live values
flux_sysctl() {
	flux_file "$1" 644 root:root || return
	_old='' _new='' _keys='' _absent=''
	while read -r _key _ _value; do
		flux_key "$_key"
		[ "$_live" != "$_value" ] || continue
		if [ -w "$_file" ]; then
			_old="$_old$_key $_live$nl" _new="$_new$_key $_value$nl" _keys="$_keys $_key"
		else
			_absent="$_absent $_key"
		fi
	done <<FLUX
$text
FLUX
	[ -z "$_absent" ] || note="$note${note:+, }cannot be set here:$_absent"
	[ -n "$_keys" ] || return 0
	flux_differs "live:$_keys" || return 0
	flux_keep sysctl live && printf %s "$_old" >"$record.old" && flux_try sync "$record.old" && printf %s "$_new" | flux_write
}

## Globals set: _file, below /proc/sys; _live, its value, blanks folded.
# flux_key KEY: finds a kernel key and its live value
flux_key() {
	set -f
	IFS=.
	# shellcheck disable=SC2086 # split at the dots
	set -- $1
	IFS=/
	_file=/proc/sys/$* _live=''
	IFS=$ifs
	! read -r _live <"$_file" || {
		# shellcheck disable=SC2086 # split at the blanks
		set -- $_live
		_live=$*
	}
	set +f
} 2>/dev/null

# flux_write: each "key value" line of standard input becomes live
flux_write() {
	while read -r _key _value; do
		flux_key "$_key"
		printf '%s\n' "$_value" >"$_file"
	done
} 2>/dev/null

# flux_undo_sysctl: the live values of before
flux_undo_sysctl() {
	flux_write <"$record.old"
}
