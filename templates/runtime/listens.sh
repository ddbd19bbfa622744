## Another service may have taken the port meanwhile, and right after the signal sshd still has what it had: a second later it has ended
## if it could not have its port. With socket activation systemd listens for it.
# flux_listens [PORT]: sshd answers there, or where it did, within 5 seconds, and goes on
flux_listens() {
	for _port in ${1:-$ports}; do
		_tries=50
		until flux_sshd_listening "$_port" && sleep 1 && flux_sshd_listening "$_port"; do
			_tries=$((_tries - 1))
			[ "$_tries" -gt 0 ] || { note="$note: sshd does not listen on port $_port" && return 1; }
			sleep 0.1
		done
	done
}

# flux_sshd_listening PORT: sshd, or systemd for it, has a TCP socket open there
flux_sshd_listening() {
	ss -Hltnp "sport = :$1" 2>/dev/null | grep -qE '"(sshd|systemd)"'
}
