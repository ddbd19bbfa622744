# flux_reload UNIT [CHECK...]: reloads it, if it runs and a step changed what it reads; then CHECK holds
flux_reload() {
	case $due in *" $1 "*) ;; *) return 0 ;; esac
	flux_differs "reload $1" || return 0
	flux_done "$1"
	flux_undo_reload "$1" || return
	shift
	[ $# = 0 ] || "$@"
}

## A socket restarts only without its service; open sessions stay.
# flux_undo_reload UNIT: if it runs, it reads its files anew
flux_undo_reload() {
	flux_try systemctl daemon-reload || return
	systemctl -q is-active "$1" || return 0
	case $1 in *.socket) flux_try systemctl stop "${1%.socket}.service" || return ;; esac
	flux_try systemctl reload-or-restart "$1"
}
