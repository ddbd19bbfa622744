# flux_group NAME GID: there is such a group, with this number if one is given
flux_group() {
	_gid=$(sed -n "s/^$1:[^:]*:\([0-9]*\):.*/\1/p" /etc/group)
	if [ -z "$_gid" ]; then
		flux_differs "add group $1" || return 0
		_gid=$2
		set -- "$1"
		[ -z "$_gid" ] || set -- -g "$_gid" "$1"
		flux_keep group "${3:-$1}" && flux_try "$(command -v groupadd || echo addgroup)" "$@"
	elif [ "${2:-$_gid}" != "$_gid" ]; then
		note="group $1 has gid $_gid, not $2: take gid out, or choose another name"
		return 1
	fi
}

# flux_undo_group NAME: goes again
flux_undo_group() {
	! grep -q "^$1:" /etc/group || flux_try "$(command -v groupdel || echo delgroup)" "$1"
}
