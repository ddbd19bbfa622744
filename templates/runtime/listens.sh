# flux_listening PORT: a TCP socket, IPv4 or IPv6, is open there
flux_listening() {
	grep -q ":$(printf %04X "$1") [^ ]* 0A " /proc/net/tcp /proc/net/tcp6 2>/dev/null
}

# flux_listens [PORT]: sshd answers there, or where it did, within 5 seconds
flux_listens() {
	for _port in ${1:-$ports}; do
		_tries=50
		until flux_listening "$_port"; do
			_tries=$((_tries - 1))
			[ "$_tries" -gt 0 ] || { note="$note: nothing listens on port $_port" && return 1; }
			sleep 0.1
		done
	done
}
