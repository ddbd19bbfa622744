# flux_file PATH MODE OWNER [CHECK]: PATH holds standard input; CHECK accepts it before it gets its name
flux_file() {
	flux_read
	flux_put "$@"
}

## Globals read: text; stats, mode and owner of the index's files as they were at the start. CHECK: a command in one word, which gets the new file as its last argument. A symbolic link at PATH is a
## difference: it is replaced, never followed. Without MODE and OWNER those of PATH stay.
# flux_put PATH [MODE OWNER [CHECK]]: the same with $text
flux_put() {
	flux_holds "$1" || return
	set -- "$1" "${2-}" "${3-}" "${4-}"
	_text=$text
	case $nl$stats in *"$nl$1 $2 $3$nl"*) _is="$2 $3" ;; *) _is=$(stat -c '%a %U:%G' "$1" 2>/dev/null) ;; esac
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
	flux_keep file "$1" && printf %s "$text" >"$record.new" || return
	# the old one's attributes and labels go along; its content does not
	if [ -f "$1" ] && [ ! -L "$1" ]; then
		cp -a "$1" "$_temp" || return
	fi
	(umask 077 && : >>"$_temp") && chmod "$2" "$_temp" && chown "$3" "$_temp" && cat "$record.new" >"$_temp" || return
	# shellcheck disable=SC2086 # CHECK is a list of words
	[ -z "$4" ] || flux_try $4 "$_temp" || return
	flux_try sync -f "$_temp" && mv "$_temp" "$1"
}

## Globals read: record, force. Returns 1 if PATH has to stay.
# flux_undo_file PATH: what it was before; but what somebody changed since stays, unless --force
flux_undo_file() {
	_temp=${1%/*}/.${1##*/}.flux
	if [ -f "$record.new" ] && [ -e "$1" ] && [ -z "$force" ] && ! cmp -s "$1" "$record.new" && ! cmp -s "$1" "$record.old"; then
		note=', for somebody changed it since; --force restores it'
		return 1
	fi
	rm -f "$_temp"
	if [ -f "$1" ] && [ ! -L "$1" ] && [ ! -L "$record.old" ] && cmp -s "$1" "$record.old" &&
		[ "$(stat -c '%a %U:%G' "$1")" = "$(stat -c '%a %U:%G' "$record.old")" ]; then
		return
	fi
	if [ -e "$record.old" ] || [ -L "$record.old" ]; then
		cp -a "$record.old" "$_temp" && mv "$_temp" "$1"
	else
		# a directory with files of others stays; one with a file that had to stay is asked again by the next rollback
		rm -f "$1" 2>/dev/null || rmdir "$1" 2>/dev/null || [ "$_left" = 0 ]
	fi
}
