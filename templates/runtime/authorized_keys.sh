## The directory is the user's, who may have put links there: everything in it is read and written as the user, never as root.
# flux_authorized_keys USER [exclusive]: ~/.ssh/authorized_keys of USER holds the lines of standard input, or these alone
flux_authorized_keys() {
	flux_account "$1" || {
		status=assumed note="there is no user $1 yet"
		[ "$mode" != apply ]
		return
	}
	_ssh=$_home/.ssh
	flux_holds "$_ssh/authorized_keys" flux_as_user || return
	# shellcheck disable=SC2016 # for the inner shell
	flux_as_user sh -c 'cd "$1" || { [ ! -e "$1" ] && [ ! -L "$1" ]; exit; }; [ ! -e authorized_keys ] || { [ -f authorized_keys ] && { [ -L authorized_keys ] || [ -O authorized_keys ]; } && head -c 1000000 authorized_keys | cmp -s - authorized_keys; }' sh "$_ssh" || {
		note="$_ssh/authorized_keys is no file of $1, of at most 1 MB, that $1 can read and replace"
		return 1
	}
	_have=$(flux_user_reads 1000000 "$_ssh/authorized_keys")
	_mode="$(stat -c %a "$_ssh" 2>/dev/null) $(stat -c '%a %u' "$_ssh/authorized_keys" 2>/dev/null)"
	[ ! -L "$_ssh/authorized_keys" ] || _mode="link $(stat -c %a "$_ssh") $(readlink "$_ssh/authorized_keys")"
	text=''
	[ -n "${2-}" ] || [ -z "$_have" ] || text=$_have$nl
	while IFS= read -r _line; do
		case $nl$text in *"$nl$_line$nl"*) ;; *) text=$text$_line$nl ;; esac
	done
	# a setgid bit stays, as chmod leaves it
	[ "$text${_mode#2}" != "$_have${nl}700 600 $_uid" ] || return 0
	flux_differs "$_ssh/authorized_keys" || return 0
	flux_keep keys "$1" "$_mode" && printf %s "$text" >"$record.new" && flux_user_reads 1000000 "$_ssh/authorized_keys" >"$record.tmp" &&
		[ "$(cat "$record.tmp")" = "$_have" ] && flux_kept && flux_put_keys 700 600 <"$record.new"
}

## Globals read: _ssh.
# flux_put_keys MODE MODE: ~/.ssh has the first, authorized_keys the second mode and standard input, written as the user
flux_put_keys() {
	# shellcheck disable=SC2016 # for the inner shell
	flux_user_does sh -c 'umask 077; { [ -d "$1" ] || mkdir "$1"; } && cd "$1" && chmod "$2" . && cat >.flux.keys && chmod "$3" .flux.keys && mv -f .flux.keys authorized_keys' \
		sh "$_ssh" "$@" >/dev/null
}

# flux_undo_keys USER MODES: the keys of before; but what somebody changed since stays, unless --force
flux_undo_keys() {
	{ flux_account "$1" && [ -f "$record.old" ]; } || return 0
	_ssh=$_home/.ssh
	if [ -z "$force" ] && flux_as_user test -e "$_ssh/authorized_keys" && ! flux_keys_are "$record.new" && ! flux_keys_are "$record.old"; then
		flux_since
		return
	fi
	flux_as_user rm -f "$_ssh/.flux.keys"
	case $2 in
	'link '*)
		set -- "${2#link }"
		flux_as_user test ! -d "$_ssh" || { flux_as_user ln -sf "${1#* }" "$_ssh/authorized_keys" && flux_as_user chmod "${1%% *}" "$_ssh"; }
		;;
	*' '*' '*)
		# shellcheck disable=SC2086 # two modes and the owner
		set -- $2
		flux_put_keys "$1" "$2" <"$record.old"
		;;
	*)
		flux_as_user test ! -d "$_ssh" || {
			flux_as_user rm -f "$_ssh/authorized_keys"
			if [ -n "$2" ]; then flux_as_user chmod "$2" "$_ssh"; else flux_as_user rmdir "$_ssh"; fi
		}
		;;
	esac
}

# flux_keys_are FILE: ~/.ssh/authorized_keys holds what FILE does
flux_keys_are() {
	flux_user_reads 1000000 "$_ssh/authorized_keys" | cmp -s - "$1"
}
