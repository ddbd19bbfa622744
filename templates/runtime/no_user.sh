# flux_no_user NAME...: there is no such account; never the one that this run was started from, nor one of the system
flux_no_user() {
	for _user; do
		flux_account "$_user" || continue
		if [ "$_uid" -lt 1000 ] || [ "$_user" = "${SUDO_USER-}" ] || [ "$_user" = "$(logname 2>/dev/null)" ]; then
			note="$_user runs this, or belongs to the system (uid $_uid): not removed"
			return 1
		fi
		flux_differs "remove $_user" || continue
		_first=$count
		for _file in passwd shadow group gshadow subuid subgid; do
			flux_keep file "/etc/$_file" || return
		done
		flux_try "$(command -v userdel || echo deluser)" "$_user" || return
		for _file in passwd shadow group gshadow subuid subgid; do
			_first=$((_first + 1))
			[ ! -f "/etc/$_file" ] || cp -p "/etc/$_file" "$run/$_first.new" || return
		done
	done
}
