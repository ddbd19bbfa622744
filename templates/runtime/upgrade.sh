## Not dist-upgrade: one package whose newer version drives out another would stop them all.
## The stamp keeps a run that has nothing to do from asking apt, which takes half a second: nothing is newer than the last answer.
# flux_upgrade all|full|security MINUTES: the index is not older, and what it has newer versions of is upgraded; nothing is removed
flux_upgrade() {
	_stamp=/var/cache/flux-upgraded _old=''
	if [ -z "$(find "$_stamp" -mmin "-$2" 2>/dev/null)" ]; then
		_old=1
	elif [ -z "$(find /var/lib/dpkg/status /var/lib/apt/lists -maxdepth 0 -newer "$_stamp")" ]; then
		return 0
	fi
	if [ -n "$_old" ] && flux_differs 'refresh the index'; then
		flux_apt update || return
		: >"$_stamp"
	fi
	_names=$(flux_upgradable "$1")
	if [ -n "$_names" ] && flux_differs "upgrade $_names"; then
		flux_keep upgrade "$_names" || return
		case $1 in
		all) flux_apt upgrade ;;
		full) flux_apt upgrade --with-new-pkgs ;;
		security) flux_upgrade_only ;;
		esac || return
	fi
	[ "$mode" = dry-run ] || [ "$mode" = audit ] || : >>"$_stamp"
}

# flux_upgradable all|full|security: prints the packages that the index has newer versions of
flux_upgradable() {
	case $1 in full) _new=--with-new-pkgs ;; *) _new=--without-new-pkgs ;; esac
	apt-get -qs --no-remove "$_new" upgrade 2>/dev/null | awk -v only="$1" '/^Inst/ && (only != "security" || /[Ss]ecurity/) { printf "%s ", $2 }'
}

## Globals read: _names. What is named to `install` counts as asked for by somebody: what was not is marked so again.
# flux_upgrade_only: upgrades these and nothing else
# shellcheck disable=SC2086 # lists of names
flux_upgrade_only() {
	_auto=$(apt-mark showauto $_names) || return
	flux_apt install --only-upgrade $_names
	set -- $?
	# also after a failure
	[ -z "$_auto" ] || flux_try apt-mark auto $_auto || return
	return "$1"
}

# flux_undo_upgrade NAMES: an older version may not read what a newer one has written
flux_undo_upgrade() {
	flux_print kept "stay upgraded: $1"
}
