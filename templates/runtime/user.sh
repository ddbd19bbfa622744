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
	flux_keep user "$1" "old$_todo" && flux_fields "$_todo" >"$record.tmp" && flux_kept &&
		flux_try usermod -s "$3" -c "${4:-$_full}" ${7:+-e "$7"} -G "${_join#,}" "$1" || return
	case $_todo in *password*) flux_password "$1" "$6" || return ;; esac
	flux_account "$1" && flux_fields "$_todo" >"$record.new"
}

# flux_fields TODO: prints a line for each field that TODO names, as flux_account has read it
flux_fields() {
	printf '%s\n' "shell $_shell" "name $_full" "groups $_groups" "password $_hash $_changed" "expiry $_expires" |
		awk -v todo="$1 " 'index(todo, " " $1 " ")'
}

# flux_kept: $record.tmp is $record.old, on disk, before the change that it is about: there is none, or all of it
flux_kept() {
	flux_try sync -f "$run" && mv "$record.tmp" "$record.old" && flux_try sync -f "$run"
}

## Without a line in shadow it has no password: an empty hash would let everybody in.
# flux_account NAME: reads it from /etc/passwd and /etc/shadow; 1 if there is none
flux_account() {
	_line=$(grep "^$1:" /etc/passwd) || return
	IFS=: read -r _user _ _uid _gid _full _home _shell <<FLUX
$_line
FLUX
	_line=$(grep "^$1:" /etc/shadow) || _line=':*'
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
	_user=$1 _uid=$2 _hash=${6:-'*'} _home=$(useradd -D | sed -n 's/^HOME=//p')/$1
	[ ! -e "$_home" ] || _home=''
	set -- -m -K UMASK=0027 -s "$3" -c "$4" -G "$5" -e "$7"
	[ -z "$_uid" ] || set -- "$@" -u "$_uid"
	flux_keep user "$_user" "new$_home" && flux_try useradd "$@" "$_user" && flux_password "$_user" "$_hash"
}

# flux_password NAME HASH: sets it, without showing it to other processes
flux_password() {
	printf '%s:%s\n' "$1" "$2" | chpasswd -e
}

## WAS is "new" and the home that useradd made, or "old" and the names of the fields that were changed. In the home nothing is done as root
## that the user could have led elsewhere: what is as in /etc/skel is removed as the user, and through no link.
# flux_undo_user NAME WAS: an account that was made goes, with a home that holds nothing of its own; another is what it was
flux_undo_user() {
	case $2 in
	new*)
		_made=${2#new}
		if flux_account "$1"; then
			# shellcheck disable=SC2016 # for the inner shell
			[ ! -d "$_made" ] || flux_as_user sh -c 'cd "$1" && rm -f .sudo_as_admin_successful && cd /etc/skel && find . -depth | while IFS= read -r file; do
				is=$1/${file#./}
				if [ "$(readlink -f "$is")" != "$is" ]; then :; elif [ -d "$file" ]; then rmdir "$is"; else [ -f "$is" ] && cmp -s "$file" "$is" && rm -f "$is"; fi
			done' sh "$(readlink -f "$_made")" || :
			flux_try userdel "$1" || return
		fi
		rmdir "$_made" 2>/dev/null || [ ! -d "$_made" ] || flux_print kept "$_made holds files of $1"
		return
		;;
	esac
	{ flux_account "$1" && [ -f "$record.old" ]; } || return 0
	_todo=${2#old}
	# shellcheck disable=SC2086 # names of fields
	set -- "$1" $_todo
	if [ "$(wc -l <"$record.old")" -ne $(($# - 1)) ]; then
		note=', for its journal is torn'
		return 1
	fi
	[ ! -f "$record.new" ] || flux_ours "$(flux_fields "$_todo")" "$(cat "$record.old")" "$(cat "$record.new")" || return
	while IFS= read -r _line; do
		_is=${_line#* }
		case $_line in
		shell*) flux_try usermod -s "$_is" "$1" ;;
		name*) flux_try usermod -c "$_is" "$1" ;;
		groups*) flux_try usermod -G "$_is" "$1" ;;
		expiry*) flux_try usermod -e "$_is" "$1" ;;
		*) flux_password "$1" "${_is% *}" && flux_try chage -d "${_is##* }" "$1" ;;
		esac || return
	done <"$record.old"
}
