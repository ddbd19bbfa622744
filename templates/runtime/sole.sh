# flux_sole UNIT...: none of these other firewalls runs
flux_sole() {
	! systemctl -q is-active "$@" || flux_refuse "another firewall runs, one of: $*; stop and disable it, or choose firewall.backend"
}
