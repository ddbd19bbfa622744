## sudoers(5): a rule that names a host holds on the machine of that name alone. Rules in LDAP are not seen.
# flux_sudo_stays NAME: no rule of sudo is bound to the name that this machine has, unless it is to keep it
flux_sudo_stays() {
	_is=$(uname -n)
	[ "${_is%%.*}" != "$1" ] || return 0
	_rule=$(grep -hs '' /etc/sudoers /etc/sudoers.d/* | awk -v was="${_is%%.*}" -v is="$1" '
		line == "" && /^[ \t]*#/ { next }
		{ line = line $0 }
		sub(/\\$/, "", line) { next }
		{ $0 = line; line = "" }
		/^[ \t]*(Defaults|(User|Runas|Cmnd)_Alias)/ { next }
		{
			hosts = $0
			sub($1 == "Host_Alias" ? "^[^=]*=" : "=.*", " ", hosts)
			n = split(hosts, host, /[ \t,]+/)
			bound = 0
			for (i = 2; i <= n; i++) {
				if (host[i] == "ALL" || host[i] == is) next
				if (host[i] == was || index(host[i], was ".") == 1) bound = 1
			}
			if (bound) { print; exit }
		}')
	[ -z "$_rule" ] || flux_refuse "a rule of sudo would not hold any more: \"$_rule\": name $1 there too, or ALL"
}
