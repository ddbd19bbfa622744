# flux_reboot MINUTES: if a reboot is needed, one is planned
flux_reboot() {
	[ -e /run/reboot-required ] && [ ! -e /run/systemd/shutdown/scheduled ] || return 0
	flux_differs "reboot in $1 minutes" || return 0
	flux_keep shutdown reboot && flux_try shutdown -r "+$1"
}

# flux_undo_shutdown: none is planned
flux_undo_shutdown() {
	flux_try shutdown -c
}
