## What sshd forwards for a user has a uid, or is on the loopback. IPv4 within IPv6, as a socket unit has it, is IPv4.
# flux_peers: prints the address that each came to who is connected to sshd, and their own
flux_peers() {
	ss -Htnpe state established 2>/dev/null |
		awk '/"sshd/ && !/ uid:/ && $3 !~ /^(127\.|\[::1])/ { gsub(/:[0-9]+ /, " "); gsub(/\[(::ffff:)?|(%[^ ]*)?]/, ""); print $3, $4 }'
}
