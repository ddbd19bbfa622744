## USERS, GROUPS: what AllowUsers and AllowGroups will say. Globals set: admin, an account with sudo, or root if only root has a key.
# flux_admin [USERS [GROUPS]]: somebody can log in with a key and act as root
flux_admin() {
	admin='' _today=$(($(date +%s) / 86400))
	while IFS=: read -r _user _ _ _ _ _home _shell; do
		_file=$_home/.ssh/authorized_keys
		case $_shell in */nologin | */false) continue ;; esac
		{ [ -s "$_file" ] && flux_key_works && flux_let_in "$@"; } || continue
		if [ "$_user" = root ]; then
			admin=${admin:-root}
		elif sudo -lnU "$_user" 2>/dev/null | grep -q '(ALL.*ALL$'; then
			admin=$_user
		fi
	done </etc/passwd
	[ -n "$admin" ] || flux_refuse 'nobody has a usable key and sudo: without passwords nobody could log in; add a key first'
}

# flux_key_works: $_file has a key without a forced command, and mode and owner suit sshd
flux_key_works() {
	grep -v '^[^ ]*command=' "$_file" | ssh-keygen -lf - >/dev/null 2>&1 &&
		[ -z "$(find "$_home" "${_file%/*}" "$_file" -prune \( -perm -020 -o -perm -002 -o ! -user "$_user" ! -user root \))" ]
}

# flux_let_in [USERS [GROUPS]]: $_user is allowed and has not expired
flux_let_in() {
	_expiry=$(sed -n "s/^$_user:.*:\([0-9]*\):[^:]*$/\1/p" /etc/shadow)
	[ "${_expiry:-$_today}" -ge "$_today" ] || return
	case " ${1:-$_user} " in *" $_user "*) ;; *) return 1 ;; esac
	[ -n "${2-}" ] || return 0
	for _group in $(id -nG "$_user"); do
		case " $2 " in *" $_group "*) return ;; esac
	done
	return 1
}
