## Globals set: ports.
# flux_repeat STEP...: the steps again, with the ports that sshd has by now
flux_repeat() {
	ports=''
	flux_sshd || return
	for _again; do
		"$_again" || return
	done
}
