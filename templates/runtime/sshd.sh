## Globals set: ports.
# flux_sshd: sshd accepts its configuration; sets $ports to what it listens on
flux_sshd() {
	[ -z "$ports" ] || return 0
	mkdir -p /run/sshd
	flux_try sshd -T || flux_refuse "sshd rejects its configuration: ${out%%"$nl"*}" || return
	ports=$(printf '%s\n' "$out" | sed -n 's/^port //Ip' | tr '\n' ' ')
}

## Compared in lower case, for sshd 10.6 prints keywords as written; "-a,b*" lists must have removed what they name.
# flux_effective PATH...: sshd's view of its whole configuration is what the drop-ins say
flux_effective() {
	_wrong=$(sshd -T 2>/dev/null | awk '
		{ $0 = tolower($0); sub(/without-password/, "prohibit-password") }
		FILENAME == "-" { is[$0]; all[$1] = "," $2 ","; next }
		/^(#|$|allow|deny)/ || $0 in is { next }
		$2 ~ /^-/ {
			n = split(substr($2, 2), name, ",")
			for (i = 1; i <= n; i++) if (index(all[$1], "," (sub(/\*$/, "", name[i]) ? name[i] : name[i] ","))) print name[i]
			next
		}
		1' - "$@" 2>&1 | tr '\n' ';')
	[ -n "$_wrong" ] || return 0
	[ "$mode" = apply ] || {
		status=assumed note="sshd is to do: $_wrong"
		return
	}
	note="sshd does not do as told (an earlier line or a Match block?): $_wrong"
	return 1
}

# flux_listening PORT: a TCP socket, IPv4 or IPv6, is open there
flux_listening() {
	grep -q ":$(printf %04X "$1") [^ ]* 0A " /proc/net/tcp /proc/net/tcp6 2>/dev/null
}

# flux_port_free PORT: sshd has it, or nobody
flux_port_free() {
	case " $ports" in *" $1 "*) return ;; esac
	! flux_listening "$1" || flux_refuse "another service listens on port $1"
}

# flux_listens [PORT]: sshd answers there, or where it did, within 5 seconds
flux_listens() {
	for _port in ${1:-$ports}; do
		_tries=50
		until flux_listening "$_port"; do
			_tries=$((_tries - 1))
			[ "$_tries" -gt 0 ] || { note="nothing listens on port $_port" && return 1; }
			sleep 0.1
		done
	done
}
