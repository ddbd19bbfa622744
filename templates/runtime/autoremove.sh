# flux_autoremove: nothing is installed that only packages needed which are gone
flux_autoremove() {
	_stamp=/var/cache/flux-autoremoved
	[ ! -e "$_stamp" ] || [ -n "$(find /var/lib/dpkg/status /var/lib/apt/extended_states -newer "$_stamp" 2>/dev/null)" ] || return 0
	flux_try apt-get -qs autoremove && _names=$(echo "$out" | awk '/^Remv / { printf "%s ", $2 }') || return
	if [ -n "$_names" ] && flux_differs "remove $_names"; then
		flux_keep removed "$_names" "$_names" && flux_apt -o APT::Get::Remove=true autoremove || return
	fi
	[ "$mode" = dry-run ] || [ "$mode" = audit ] || : >"$_stamp"
}
