sshd='' said='' ports='' sockets=''

## The ports are those of its configuration and those that it has, which differ when a run was interrupted before the reload; with
## socket activation, systemd's. What it forwards for a user who is logged in has a uid, or is on the loopback. Globals set: sshd, its
## effective configuration; ports, each with a blank behind it; sockets, ADDRESS:PORT, none if systemd has them. sshd -T needs its directory, which is not there before its first start.
# flux_sshd: sshd accepts its configuration; sets $ports to what it listens on
flux_sshd() {
	[ -z "$ports" ] || return 0
	[ -d /run/sshd ] || mkdir /run/sshd
	flux_ask_sshd -T || flux_refuse "sshd rejects its configuration: ${out%%"$nl"*}" || return
	sockets=''
	if systemctl -q is-active ssh.socket 2>/dev/null; then
		said=$(systemctl show -P Listen ssh.socket)
	else
		sockets=$(ss -Hltnpe 2>/dev/null | awk '/"sshd"/ && !/ uid:/ && $4 !~ /^(127\.|\[::1])/ { print $4 }')
		flux_sshd_says listenaddress
		said="$said $sockets"
	fi
	for _port in $said; do
		_port=${_port##*:}
		case " $ports$_port" in *[!0-9\ ]* | *' ') ;; *" $_port "*) ;; *) ports="$ports$_port " ;; esac
	done
}

## Globals set: sshd. OpenSSH 10.6 prints keywords as they are written, its forerunners in lower case: $sshd has the latter.
# flux_ask_sshd -T [OPTION...]: sets $sshd to what sshd makes of its configuration
flux_ask_sshd() {
	flux_try sshd "$@" || return
	case $nl$out in *"${nl}port "*) ;; *) out=$(echo "$out" | awk '{ $1 = tolower($1) } 1') ;; esac
	sshd=$nl$out$nl
}

## Globals set: said.
# flux_sshd_says KEYWORD: sets $said to all its values
flux_sshd_says() {
	_word=$1 said=''
	set -f
	IFS=$nl
	# shellcheck disable=SC2086 # split at the line ends
	set -- $sshd
	IFS=$ifs
	set +f
	for _line; do
		case $_line in "$_word "*) said="$said${_line#"$_word "} " ;; esac
	done
}
