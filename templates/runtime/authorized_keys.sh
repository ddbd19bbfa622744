## The directory is the user's, who may have put links there: everything in it is read and written as the user, never as root.
# flux_authorized_keys USER [exclusive]: ~/.ssh/authorized_keys of USER holds the lines of standard input, or these alone
flux_authorized_keys() {
	flux_account "$1" || {
		status=assumed note="there is no user $1 yet"
		[ "$mode" != apply ]
		return
	}
	_ssh=$_home/.ssh
	_have=$(flux_as_user cat "$_ssh/authorized_keys" 2>/dev/null)
	_mode="$(stat -c %a "$_ssh" 2>/dev/null) $(stat -c '%a %u' "$_ssh/authorized_keys" 2>/dev/null)"
	[ ! -L "$_ssh/authorized_keys" ] || _mode="link $(readlink "$_ssh/authorized_keys")"
	text=''
	[ -n "${2-}" ] || [ -z "$_have" ] || text=$_have$nl
	while IFS= read -r _line; do
		case $nl$text in *"$nl$_line$nl"*) ;; *) text=$text$_line$nl ;; esac
	done
	[ "$text$_mode" != "$_have${nl}700 600 $_uid" ] || return 0
	flux_differs "$_ssh/authorized_keys" || return 0
	flux_keep keys "$1" "$_mode" && printf %s "$_have${_have:+$nl}" >"$record.tmp" && mv "$record.tmp" "$record.old" && printf %s "$text" | flux_put_keys 700 600
}

## Globals read: _ssh, _uid, _gid.
# flux_put_keys MODE MODE: ~/.ssh has the first, authorized_keys the second mode and standard input, written as the user
flux_put_keys() {
	# shellcheck disable=SC2016 # for the inner shell
	flux_as_user sh -c 'umask 077; { [ -d "$1" ] || mkdir "$1"; } && cd "$1" && chmod "$2" . && cat >.flux.keys && chmod "$3" .flux.keys && mv -f .flux.keys authorized_keys' \
		sh "$_ssh" "$@"
}

# flux_as_user COMMAND...: runs it as the user that flux_account has read, with no more rights than it has
flux_as_user() {
	setpriv --reuid "$_uid" --regid "$_gid" --init-groups "$@"
}

# flux_undo_keys USER MODES: the keys of before
flux_undo_keys() {
	{ flux_account "$1" && [ -f "$record.old" ]; } || return 0
	_ssh=$_home/.ssh
	case $2 in
	'link '*) flux_as_user ln -sf "${2#link }" "$_ssh/authorized_keys" ;;
	*' '*' '*)
		# shellcheck disable=SC2086 # two modes and the owner
		set -- $2
		flux_put_keys "$1" "$2" <"$record.old"
		;;
	*)
		flux_as_user rm -f "$_ssh/authorized_keys"
		[ -n "$2" ] || flux_as_user rmdir "$_ssh"
		;;
	esac
}
