# flux_login_shell SHELL USER...: these users log in with SHELL, which works
flux_login_shell() {
	_shell=$1 _users=$nl$(cat /etc/passwd)$nl
	shift
	[ -x "$_shell" ] || {
		flux_assume "$_shell"
		return
	}
	for _user; do
		_is=${_users#*"$nl$_user:"}
		if [ "$_is" = "$_users" ]; then
			status=assumed note="$note${note:+, }there is no user $_user"
			[ "$mode" != apply ] || return
			continue
		fi
		_is=${_is%%"$nl"*}
		_is=${_is##*:}
		[ "$_is" != "$_shell" ] || continue
		flux_differs "$_user: $_shell" || continue
		"$_shell" -c : && flux_keep shell "$_user" "$_shell:$_is" && flux_try usermod -s "$_shell" "$_user" || return
	done
}

# flux_undo_shell USER SET:SHELL: logs in with SHELL again, if there is such a user
flux_undo_shell() {
	_is=$(grep "^$1:" /etc/passwd) || return 0
	flux_ours "${_is##*:}" "${2#*:}" "${2%%:*}" && flux_try usermod -s "${2#*:}" "$1"
}
