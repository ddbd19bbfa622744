# flux_active UNIT: it runs, else the step is skipped
flux_active() {
	systemctl -q is-active "$1" && return
	status=skipped note="$1 is not active"
	return 1
}
