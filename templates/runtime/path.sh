# flux_path PATH: it is there, else the step is skipped
flux_path() {
	[ ! -e "$1" ] || return 0
	status=skipped note="there is no $1"
	return 1
}
