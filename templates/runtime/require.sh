# flux_refuse TEXT: a guard does not hold; nothing that it protects may run
flux_refuse() {
	status=refused note=$1
	return 1
}

# flux_sole UNIT...: none of these other firewalls runs
flux_sole() {
	! systemctl -q is-active "$@" || flux_refuse "another firewall runs, one of: $*. Disable it, or choose firewall.backend"
}
