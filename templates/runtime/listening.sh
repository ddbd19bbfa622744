# flux_listening PORT: a TCP socket, IPv4 or IPv6, is open there
flux_listening() {
	grep -q ":$(printf %04X "$1") [^ ]* 0A " /proc/net/tcp /proc/net/tcp6 2>/dev/null
}
