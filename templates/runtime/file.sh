# flux_file PATH MODE OWNER [CHECK]: PATH holds standard input; CHECK accepts it before it gets its name
flux_file() {
	flux_read
	flux_put "$@"
}

## Globals read: text; stats, mode and owner of the index's files as they were at the start. CHECK: a command in one word, which gets the new file as its last argument. A symbolic link at PATH is a
## difference: it is replaced, never followed; one to a directory is refused, for busybox's mv follows it even with -T. Without MODE and OWNER those of PATH stay, or of the file that it leads to: by
## its number, for the owner may have no name.
# flux_put PATH [MODE OWNER [CHECK]]: the same with $text
flux_put() {
	flux_holds "$1" || return
	[ ! -d "$1" ] || { note="$1 is a directory or leads to one" && return 1; }
	set -- "$1" "${2-}" "${3-}" "${4-}"
	_text=$text _as=${3:+%U:%G}
	case $nl$stats in *"$nl$1 $2 $3$nl"*) _is="$2 $3" ;; *) _is=$(stat -Lc "%a ${_as:-%u:%g}" "$1" 2>/dev/null) ;; esac
	set -- "$1" "${2:-${_is% *}}" "${3:-${_is#* }}" "${4-}"
	if [ "$_is" = "$2 $3" ] && [ -f "$1" ] && [ ! -L "$1" ]; then
		flux_read <"$1"
		[ "$text" != "$_text" ] || return 0
		text=$_text
	fi
	[ -z "$diff" ] || printf %s "$text" | diff -uN -L "$1" -L "$1" "$1" - | while IFS= read -r _line; do
		flux_print diff "$_line"
	done
	flux_differs "$1" || return 0
	_dir=${1%/*} _temp=${1%/*}/.${1##*/}.flux
	[ -d "$_dir" ] || { flux_keep file "$_dir" && flux_try mkdir "$_dir"; } || return
	flux_keep file "$1" || return
	# the old one's attributes and labels go along; its content does not
	if [ -f "$1" ] && [ ! -L "$1" ]; then
		cp -a "$1" "$_temp" || return
	fi
	(umask 077 && : >>"$_temp") && chmod "$2" "$_temp" && chown "$3" "$_temp" && printf %s "$text" >"$_temp" || return
	# shellcheck disable=SC2086 # CHECK is a list of words
	[ -z "$4" ] || flux_try $4 "$_temp" || return
	flux_place "$1"
}

## Globals read: record, _temp. Not into a directory, nor into one that a link leads to.
# flux_place PATH: the file $_temp gets this name; the journal knows it before
flux_place() {
	cp -p "$_temp" "$record.new" && flux_try sync -f "$_temp" && flux_try mv -T "$_temp" "$1"
}

## Globals read: record, force. Returns 1 if PATH has to stay.
# flux_undo_file PATH [GONE]: what it was before; but what somebody changed since stays, unless --force. With GONE this run removed it
flux_undo_file() {
	_temp=${1%/*}/.${1##*/}.flux
	rm -f "$_temp"
	_now=$(flux_look "$1") _old=$(flux_look "$record.old")
	[ "$_now" != "$_old" ] || return 0
	[ ! -f "$record.new" ] && [ -z "${2-}" ] || flux_ours "$_now" "$_old" "$(flux_look "$record.new")" || return
	if [ -n "$_old" ]; then
		cp -a "$record.old" "$_temp" && flux_try mv -T "$_temp" "$1" && return
		rm -f "$_temp"
		return 1
	elif [ ! -f "$record.new" ]; then
		# a directory with files of others stays; one with a file that had to stay is asked again by the next rollback; a file is not of this run
		rmdir "$1" 2>/dev/null || [ "$_left" = 0 ]
	else
		flux_try rm -f "$1"
	fi
}

# flux_look PATH: prints its mode, its owner, and its content or where it leads to; nothing if there is no such file
flux_look() {
	stat -c '%a %u:%g' "$1" && { readlink "$1" || cksum <"$1"; }
} 2>/dev/null
