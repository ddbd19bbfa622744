## What its new files have ended is to run again with the old ones; what was purged since is not.
# flux_alive UNIT [WAS]: it runs, or it has failed since it was active
flux_alive() {
	systemctl -q is-active "$1" || { [ "${2-}" = active ] && systemctl -q is-failed "$1"; }
}
