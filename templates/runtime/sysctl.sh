## A key that this kernel lacks, or that may not be written here, is named in note: never an error. Values have up to three words.
## A key with * is that of every interface: the kernel asks each of them, and those that are there do not follow conf.default.
# flux_sysctl FILE: FILE holds the "key = value" lines of standard input, and they are the live values
flux_sysctl() {
	flux_file "$1" 644 root:root || return
	_old='' _new='' _keys='' _absent=''
	while read -r _key _ _x _y _z; do
		set -f
		IFS=.
		# shellcheck disable=SC2086 # split at the dots
		set -- $_key
		IFS=/
		_file=/proc/sys/$*
		IFS=$ifs
		set +f
		for _file in $_file; do
			_a=''
			[ ! -r "$_file" ] || read -r _a _b _c <"$_file"
			if [ "$_a $_b $_c" = "$_x $_y $_z" ]; then
				continue
			elif [ -w "$_file" ]; then
				_keys="${_keys% "$_key"} $_key" _old="$_old$_file $_a $_b $_c$nl" _new="$_new$_file $_x $_y $_z$nl"
			else
				_absent="$_absent $_key"
			fi
		done
	done <<FLUX
$text
FLUX
	[ -z "$_absent" ] || note="$note${note:+, }cannot be set here:$_absent"
	[ -n "$_keys" ] || return 0
	flux_differs "live:$_keys" || return 0
	flux_keep sysctl live && printf %s "$_old" >"$record.old" && printf %s "$_new" >"$record.new" && flux_try sync -f "$run" &&
		flux_write <"$record.new"
}

## A value that the kernel refuses after all is found by the probe that follows.
# flux_write: each "file value" line of standard input is written
flux_write() {
	while read -r _file _value; do
		echo "$_value" >"$_file"
	done
} 2>/dev/null

# flux_undo_sysctl: the live values of before
flux_undo_sysctl() {
	flux_write <"$record.old"
}
