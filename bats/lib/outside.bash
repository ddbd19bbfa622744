# What somebody outside a machine sees of it.

# knock PORT [SOURCE] [udp]: prints what nmap makes of one packet to the port, and of what came back: "open syn-ack", "closed reset",
# "filtered no-response", "filtered admin-prohibited".
knock() {
	local scan=-sS
	[ "${3:-}" != udp ] || scan=-sU
	verb outside "$MACHINE" nmap $scan -Pn -n --reason --max-retries 0 --host-timeout 10s -p "$1" -S "${2:-10.77.0.1}" -e "$(cat "$FLUX_SYSTEMS_HOME/run/$MACHINE/veth")" \
		10.77.0.2 | awk -v port="$1/" 'index($1, port) == 1 { print $2, $4 }'
}

# log_in ARGUMENT...: as the verb ssh, from a new place each time; prints "in", "refused" or "no answer".
log_in() {
	local reply
	next_place
	if reply=$(verb ssh "$MACHINE" -b "10.77.0.$place" "$@" true 2>&1); then
		echo in
	else
		case $reply in *'ermission denied'*) echo refused ;; *) echo no answer ;; esac
	fi
}
