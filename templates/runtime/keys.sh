admin=''

## PENDING: who gets a key by steps that a dry run has not done. USERS, GROUPS: what AllowUsers and AllowGroups will say, beside what sshd says now. Globals set: admin, an account with sudo, or
## root if only root has a key.
# flux_admin USERS GROUPS [PENDING]: somebody can log in with a key and act as root
flux_admin() {
	flux_sshd_says allowusers
	_users="$1 $said"
	flux_sshd_says allowgroups
	_groups="$2 $said" admin=''
	while IFS=: read -r _user _ _ _gid _ _home _shell; do
		case $_shell in */nologin | */false) continue ;; esac
		[ -x "${_shell:-/bin/sh}" ] || continue
		{ flux_key_works && flux_let_in; } || continue
		if [ "$_user" = root ]; then
			admin=${admin:-root}
		elif flux_sudoer; then
			admin=$_user
		fi
	done </etc/passwd
	if [ -z "$admin" ] && [ -n "${3-}" ] && [ "$mode" != apply ]; then
		status=assumed note="the steps above give a key to $3"
		return
	fi
	[ -n "$admin" ] || flux_refuse 'nobody has a usable key and sudo: without passwords nobody could log in; add a key first'
}

# flux_key_works: $_user has a key without a forced command, in a file whose mode and owner suit sshd
flux_key_works() {
	flux_sshd_says authorizedkeysfile
	for _file in $said; do
		case $_file in *%u*) _file=${_file%%%u*}$_user${_file#*%u} ;; esac
		case $_file in /*) ;; *) _file=$_home/${_file#%h/} ;; esac
		[ -s "$_file" ] && flux_as_user test -r "$_file" && flux_free_keys <"$_file" && ssh-keygen -lf - >/dev/null 2>&1 <<FLUX &&
$_keys
FLUX
			[ -z "$(find "$_home" "${_file%/*}" "$_file" -prune \( -perm -020 -o -perm -002 -o ! -user "$_user" ! -user root \))" ] && return
	done
	return 1
}

## Globals set: _keys. An RSA key is named ssh-rsa in its file, whatever hash its signatures have; OpenSSH 8.4 has the list's old name.
# flux_free_keys: sets $_keys to the keys of standard input of a type that sshd accepts, without a command or an end; 1 if none
flux_free_keys() {
	flux_sshd_says pubkeyacceptedalgorithms
	[ -n "$said" ] || flux_sshd_says pubkeyacceptedkeytypes
	said=${said% } _keys='' _more=1
	IFS=,
	while [ -n "$_more" ]; do
		IFS= read -r _line || _more=''
		case $_line in '' | '#'* | *command=* | *expiry-time=*) continue ;; esac
		for _type in $said; do
			case $_type in rsa-sha2-*) _type=ssh-rsa ;; esac
			case " $_line" in *" $_type "*) _keys=$_keys$_line$nl && break ;; esac
		done
	done
	IFS=$ifs
	[ -n "$_keys" ]
}

## A subshell, for the patterns must not become file names. Not grep: the dot in a name would stand for any letter. Without a line of his
## the user has no such limits.
# flux_let_in: $_user has not expired, has no password to change, and sshd's lists of users and groups let it in
flux_let_in() (
	set -f
	while IFS=: read -r _whose _ _changed _ _ _ _ _expires _; do
		[ "$_whose" != "$_user" ] || break
	done </etc/shadow
	[ "$_changed" != 0 ] || exit
	[ -z "$_expires" ] || [ "$_expires" -ge $(($(date +%s) / 86400)) ] || exit
	flux_sshd_says denyusers
	! flux_listed "$_user" "$said" || exit
	flux_sshd_says denygroups
	[ -z "$said" ] || ! flux_listed "$(id -nG "$_user")" "$said" || exit
	[ "$_users" = ' ' ] || flux_listed "$_user" "$_users" || exit
	[ "$_groups" = ' ' ] || flux_listed "$(id -nG "$_user")" "$_groups"
)

# flux_listed NAMES PATTERNS: one of the names matches one of the patterns
flux_listed() {
	for _name in $1; do
		for _pattern in $2; do
			# shellcheck disable=SC2254 # a pattern of sshd_config(5)
			case $_name in ${_pattern%%@*}) return 0 ;; esac
		done
	done
	return 1
}

# flux_sudoer: $_user may become root: without a password, or with the one it has
flux_sudoer() {
	case $(sudo -lnU "$_user" 2>/dev/null) in
	*'NOPASSWD: ALL'*) ;;
	*') ALL'*) name=$_user awk -F : '$1 == ENVIRON["name"] && $2 ~ /^[^!*]/ { found = 1 } END { exit !found }' /etc/shadow ;;
	*) return 1 ;;
	esac
}
