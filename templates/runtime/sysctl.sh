## A key that this kernel lacks, or that may not be written here, is named in note: never an error.
## A key with * is that of every interface: the kernel asks each of them, and those that are there do not follow conf.default.
## The values are read by one process: the kernel gives a value in one read only, and some shells read a byte at a time.
# flux_sysctl FILE: FILE holds the "key = value" lines of standard input, and they are the live values
flux_sysctl() {
	flux_read
	_path=$1 _wanted=$text _old='' _new='' _keys='' _absent='' _kept='' _last=''
	flux_sysctl_files
	# shellcheck disable=SC2086 # a list of paths
	_live=$(grep -H '' $_files 2>/dev/null) || [ $? -le 2 ] || {
		note="$note: grep failed"
		return 1
	}
	set -f
	IFS=$nl
	# shellcheck disable=SC2086 # split at the line ends
	set -- $_live
	IFS=$ifs
	set +f
	while read -r _file _key _value; do
		# further lines of a value that has several are none of ours
		while [ $# -gt 0 ] && [ "${1%%:*}" = "$_last" ] && [ "$_last" != "$_file" ]; do shift; done
		_last=$_file _is=''
		case ${1-} in
		"$_file:"*)
			flux_spaced "${1#"$_file:"}"
			shift
			;;
		*)
			_absent="$_absent $_key"
			continue
			;;
		esac
		if [ "$_is" = "$_value" ]; then
			continue
		elif true 2>/dev/null >>"$_file"; then
			_keys="${_keys% "$_key"} $_key" _old="$_old$_file $_is$nl" _new="$_new$_file $_value$nl"
		else
			_absent="$_absent $_key"
		fi
	done <<FLUX
${_pairs#"$nl"}
FLUX
	[ -z "$_absent" ] || note="$note${note:+, }cannot be set here:$_absent"
	# before the file, which every boot reads: after a power cut nothing else knows what was live
	if [ -n "$_keys" ] && flux_differs "live:$_keys"; then
		flux_keep sysctl live && printf %s "$_new" >"$record.new" && printf %s "$_old" >"$record.tmp" && mv "$record.tmp" "$record.old" &&
			flux_try sync -f "$run" || return
		_kept=$record
	fi
	text=$_wanted
	flux_put "$_path" 644 root:root || return
	[ -z "$_kept" ] || flux_write "$_kept.new"
}

# flux_sysctl_files: sets _files to the kernel's files for the lines in $text, _pairs to "file key value", a line for each
flux_sysctl_files() {
	_files='' _pairs=''
	while read -r _key _ _value; do
		set -f
		IFS=.
		# shellcheck disable=SC2086 # split at the dots
		set -- $_key
		IFS=/
		_file=/proc/sys/$*
		IFS=$ifs
		set +f
		for _file in $_file; do
			_files="$_files $_file" _pairs="$_pairs$nl$_file $_key $_value"
		done
	done <<FLUX
${text%"$nl"}
FLUX
}

# flux_spaced VALUE: sets _is to it, with a blank where the kernel has tabs
# shellcheck disable=SC2086 # split, not expanded
flux_spaced() {
	set -f
	set -- $1
	set +f
	_is=$*
}

## A value that the kernel refuses after all is found by the probe that follows. All are written twice: a change of forwarding resets what stands
## before it, net.ipv4.conf.all.accept_redirects.
# flux_write FILE: each of its lines, "file value", is written
flux_write() {
	for _pass in 1 2; do
		while read -r _file _value; do
			echo "$_value" >"$_file"
		done <"$1"
	done
} 2>/dev/null

## Some keys the kernel lets nobody loosen before the next boot, which reads the files again.
# flux_undo_sysctl: the live values of before, unless somebody changed one since, and a word on those that stay; nothing was written before those were saved
flux_undo_sysctl() {
	[ -f "$record.old" ] || return 0
	_all=0
	while read -r _file _value && read -r _ _new <&4; do
		[ -e "$_file" ] || continue
		flux_spaced "$(cat "$_file")"
		if flux_ours "$_is" "$_value" "$_new"; then echo "$_file $_value"; else _all=1; fi
	done <"$record.old" 4<"$record.new" >"$record.back"
	flux_write "$record.back"
	_stay=$(while read -r _file _value; do
		flux_spaced "$(cat "$_file")" && [ "$_is" != "$_value" ] && printf ' %s' "${_file#/proc/sys/}"
	done <"$record.back" 2>/dev/null)
	[ -z "$_stay" ] || flux_print skipped "the kernel keeps these until the next boot:$_stay"
	return "$_all"
}
