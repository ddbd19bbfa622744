## Without a port to write it would lose the line of an earlier run, and sshd its port.
# flux_port_kept DROP-IN: it is not DROP-IN that gives sshd its port
flux_port_kept() {
	{ read -r _word _port; } 2>/dev/null <"$1" || return 0
	[ "$_word" != Port ] || flux_refuse "an earlier run moved sshd to port $_port: set ssh.port = $_port, or take that run back"
}
