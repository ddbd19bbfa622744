admin='' client=''

## PENDING: who gets a key by steps that a dry run has not done. USERS, GROUPS: what AllowUsers and AllowGroups will say, beside what sshd says now.
## Where there are Match blocks, sshd is asked for each account. Globals set: admin, the first account with sudo, or root if only one with its uid has
## a key, for whose sake no programs are run while somebody else will do; client, where somebody is logged in from, or nothing.
# flux_admin USERS GROUPS [PENDING]: somebody can log in with a key and act as root
flux_admin() {
	_match=$(grep -Eihs '^[^#a-z]*match[^a-z]|^SSHD_OPTS=.*-[fo]' /etc/default/ssh /etc/ssh/sshd_config /etc/ssh/sshd_config.d/*.conf)
	case $_match in SSHD_OPTS=*) flux_refuse 'SSHD_OPTS in /etc/default/ssh: put that into sshd_config' || return ;; esac
	client=$(flux_peers)
	client=${client##* } _global=$sshd admin=''
	for _uids in '[!0]*' 0; do
		while [ -z "$admin" ] && IFS=: read -r _user _ _uid _gid _ _home _shell; do
			# shellcheck disable=SC2254 # a pattern
			case $_uid in $_uids) ;; *) continue ;; esac
			case $_shell in */nologin | */false) continue ;; esac
			[ -x "${_shell:-/bin/sh}" ] || continue
			[ -z "$_match" ] || flux_sshd_for "$_user" || continue
			flux_sshd_says allowusers
			_users="$1 $said"
			flux_sshd_says allowgroups
			_groups="$2 $said"
			{ flux_open && flux_key_works && flux_let_in && flux_pam_account; } || continue
			if [ "$_uid" = 0 ]; then
				admin=root
			elif flux_sudoer; then
				admin=$_user
			fi
		done </etc/passwd
	done
	sshd=$_global
	if [ -z "$admin" ] && [ -n "${3-}" ] && [ "$mode" != apply ]; then
		status=assumed note="the steps above give a key to $3"
		return
	fi
	[ -n "$admin" ] || flux_refuse "nobody whom PAM lets in has a usable key${client:+ from $client} and sudo: add a key first"
}

## Without a session to go by, the address is one of nobody's (RFC 5737). Globals read: client.
# flux_sshd_for USER: sets $sshd to what sshd says of a log-in of this user
flux_sshd_for() {
	flux_ask_sshd -T -C "user=$1,host=${client:-203.0.113.1},addr=${client:-203.0.113.1},laddr=203.0.113.2,lport=${ports%% *}"
}

# flux_open: sshd lets this log-in use a key alone, and come to a shell
flux_open() {
	case $sshd in *"${nl}forcecommand none$nl"*) ;; *) return 1 ;; esac
	case $sshd in *"${nl}chrootdirectory none$nl"*) ;; *) return 1 ;; esac
	case $_global$sshd in *"${nl}pubkeyauthentication yes$nl"*"${nl}pubkeyauthentication no$nl"*) return 1 ;; esac
	flux_sshd_says authenticationmethods
	case " $said" in ' ' | *' any '* | *' publickey '*) ;; *) return 1 ;; esac
}

## As sshd matches from= and USER@HOST: its Match does the same. Globals read: client.
# flux_from PATTERNS: who is logged in comes from there; nobody is known to come from elsewhere
flux_from() {
	[ -z "$client" ] || printf 'Match Address %s\nBanner /flux\n' "$1" | sshd -T -f /dev/stdin -C "user=root,host=$client,addr=$client" 2>/dev/null | grep -Eiqx 'banner /flux'
}

## Of a file, the first 64 KiB count: a shell reads slowly, and the file may be a trap.
# flux_key_works: $_user has a key without a forced command, in a file whose mode and owner suit sshd
flux_key_works() {
	flux_sshd_says authorizedkeysfile
	for _file in $said; do
		case $_file in *%u*) _file=${_file%%%u*}$_user${_file#*%u} ;; esac
		case $_file in /*) ;; *) _file=$_home/${_file#%h/} ;; esac
		[ -s "$_file" ] && flux_free_key &&
			[ -z "$(find -H "$_home" "${_file%/*}" "$_file" -prune \( -perm -020 -o -perm -002 -o ! -user "$_user" ! -user root \))" ] && return
	done
	return 1
}

## An RSA key is named ssh-rsa in its file, whatever hash its signatures have; OpenSSH 8.4 has the list's old name, and no least size. Options stand
## in front of the type, in any case of letters. The file is the user's: it is read as the user, as far as keys of people go.
# flux_free_key: $_file has a key that sshd accepts, without a command or an end, to be used from where $client is
flux_free_key() {
	flux_sshd_says pubkeyacceptedalgorithms
	[ -n "$said" ] || flux_sshd_says pubkeyacceptedkeytypes
	_types=$said
	flux_sshd_says requiredrsasize
	_least=$said
	flux_sshd_says revokedkeys
	_keys=$(flux_user_reads 65536 "$_file" | awk -v types="$_types" '
		BEGIN { n = split(types, type, /[, ]+/) }
		!/^[ \t]*#/ {
			for (i = 1; i <= n; i++) {
				sub(/^rsa-sha2-.*/, "ssh-rsa", type[i])
				at = type[i] == "" ? 0 : index(" " $0, " " type[i] " ")
				options = tolower(substr($0, 1, at - 1))
				if (!at || options ~ /command=|expiry-time=|cert-authority/) continue
				print match(options, /from="[^"]*"/) ? substr(options, RSTART + 6, RLENGTH - 7) : "*", substr($0, at)
				next
			}
		}')
	while read -r _where _key; do
		_bits=$(
			ssh-keygen -lf - 2>/dev/null <<FLUX
$_key
FLUX
		) || continue
		case $_bits in *'(RSA)') [ "${_bits%% *}" -ge "${_least:-0}" ] || continue ;; esac
		case $said in /*) echo "$_key" | ssh-keygen -Qf "${said% }" /dev/stdin >/dev/null 2>&1 || continue ;; esac
		[ "$_where" = '*' ] || flux_from "$_where" || continue
		return
	done <<FLUX
$_keys
FLUX
	return 1
}

## A subshell, for the patterns must not become file names. Not grep: the dot in a name would stand for any letter. Without a line of his
## the user has no such limits. What PAM says of a password that is too old, a key does not change; without PAM sshd lets no locked account in.
# flux_let_in: $_user has not expired, has no password to change, and sshd's lists of users and groups let it in
flux_let_in() (
	set -f
	while IFS=: read -r _whose _hash _changed _ _most _ _ _expires _; do
		[ "$_whose" != "$_user" ] || break
	done </etc/shadow
	_today=$(($(date +%s) / 86400))
	[ "$_changed" != 0 ] || exit
	[ -z "$_expires" ] || [ "$_expires" -gt "$_today" ] || exit
	case $_changed,$_most in *, | ,* | *-*) ;; *) [ $((_changed + _most)) -ge "$_today" ] || exit ;; esac
	flux_sshd_says usepam
	case $said$_hash in 'no !'*) exit 1 ;; esac
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
			case $_pattern in *@*) flux_from "${_pattern#*@}" || continue ;; esac
			# shellcheck disable=SC2254 # a pattern of sshd_config(5)
			case $_name in ${_pattern%%@*}) return 0 ;; esac
		done
	done
	return 1
}

## Of several rules the last decides: without a password sudo itself is asked.
# flux_sudoer: $_user may become root: without a password, or with the one it has
flux_sudoer() {
	! flux_as_user sudo -n true >/dev/null 2>&1 || return 0
	_may=$(sudo -lnU "$_user" 2>/dev/null)
	case $_may in *targetpw* | *rootpw* | *runaspw*) return 1 ;; esac
	echo "$_may" | grep -Eq '^ *\((ALL|root)( :[^)]*)?\) ([A-Z]+: )*ALL' &&
		name=$_user awk -F : '$1 == ENVIRON["name"] && $2 ~ /^[^!*]/ { found = 1 } END { exit !found }' /etc/shadow
}
