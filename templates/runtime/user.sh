## HASH as in shadow(5), EXPIRES in days since 1970, GROUPS with commas. An empty argument leaves what is there.
# flux_user NAME UID SHELL FULLNAME GROUPS HASH EXPIRES: there is such an account of a person
flux_user() {
	if [ ! -x "$3" ]; then
		status=assumed note="there is no shell $3"
		[ "$mode" != apply ]
		return
	fi
	flux_account "$1" || {
		flux_new_user "$@"
		return
	}
	if [ "$_uid" -lt 1000 ] || [ "${2:-$_uid}" != "$_uid" ]; then
		note="$1 is there with uid $_uid${2:+, not $2}: choose another name${2:+, or that uid}"
		return 1
	fi
	_todo='' _join=,$_groups
	IFS=,
	for _group in $5; do
		case ",$_groups," in *",$_group,"*) ;; *) _join=${_join%,},$_group ;; esac
	done
	IFS=$ifs
	[ "$3" = "$_shell" ] || _todo="$_todo shell"
	[ "${4:-$_full}" = "$_full" ] || _todo="$_todo name"
	[ "${_join#,}" = "$_groups" ] || _todo="$_todo groups"
	[ "${6:-$_hash}" = "$_hash" ] || _todo="$_todo password"
	[ "${7:-$_expires}" = "$_expires" ] || _todo="$_todo expiry"
	[ -n "$_todo" ] || return 0
	flux_differs "$1:$_todo" || return 0
	flux_keep user "$1" old && printf '%s\n' "$_shell" "$_full" "$_groups" "$_hash" "$_changed" "$_expires" >"$record.tmp" && mv "$record.tmp" "$record.old" &&
		flux_try usermod -s "$3" -c "${4:-$_full}" -e "${7:-$_expires}" -G "${_join#,}" "$1" || return
	[ -z "$6" ] || flux_password "$1" "$6"
}

# flux_account NAME: reads it from /etc/passwd and /etc/shadow; 1 if there is none
flux_account() {
	_line=$(grep "^$1:" /etc/passwd) || return
	IFS=: read -r _user _ _uid _gid _full _home _shell <<FLUX
$_line
FLUX
	_line=$(grep "^$1:" /etc/shadow)
	IFS=: read -r _ _hash _changed _ _ _ _ _expires _ <<FLUX
$_line
FLUX
	_groups=$(awk -F: -v user=",$1," 'index("," $4 ",", user) { printf "%s%s", comma, $1; comma = "," }' /etc/group)
}

# flux_new_user NAME UID SHELL FULLNAME GROUPS HASH EXPIRES: adds it; without HASH it has no password, which no key needs
flux_new_user() {
	if grep -q "^$1:" /etc/group; then
		note="a group has the name $1: choose another name"
		return 1
	fi
	flux_differs "add $1" || return 0
	_user=$1 _uid=$2 _hash=${6:-'*'}
	set -- -m -K UMASK=0027 -s "$3" -c "$4" -G "$5" -e "$7"
	[ -z "$_uid" ] || set -- "$@" -u "$_uid"
	flux_keep user "$_user" new && flux_try useradd "$@" "$_user" && flux_password "$_user" "$_hash"
}

# flux_password NAME HASH: sets it, without showing it to other processes
flux_password() {
	printf '%s:%s\n' "$1" "$2" | chpasswd -e
}

# flux_undo_user NAME WAS: an account that was made goes, with a home that holds nothing of its own; another is what it was
flux_undo_user() {
	flux_account "$1" || return 0
	if [ "$2" = new ]; then
		flux_try userdel "$1" || return
		find /etc/skel -type f | while IFS= read -r _file; do
			! cmp -s "$_file" "$_home${_file#/etc/skel}" || rm -f "$_home${_file#/etc/skel}"
		done
		rm -f "$_home/.sudo_as_admin_successful"
		rmdir "$_home" 2>/dev/null || [ ! -d "$_home" ] || flux_print kept "$_home holds files of $1"
	elif [ -f "$record.old" ]; then
		{ read -r _shell && IFS= read -r _full && read -r _groups && IFS= read -r _hash && read -r _changed && read -r _expires; } <"$record.old"
		flux_try usermod -s "$_shell" -c "$_full" -e "$_expires" -G "$_groups" "$1" && flux_password "$1" "$_hash" && flux_try chage -d "$_changed" "$1"
	fi
}
