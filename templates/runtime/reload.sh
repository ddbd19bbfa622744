# flux_reload UNIT [CHECK...]: reloads it, if it runs and a step changed what it reads; then CHECK holds
flux_reload() {
	case $due in *" $1 "*) ;; *) return 0 ;; esac
	flux_differs "reload $1" || return 0
	flux_done "$1"
	flux_undo_reload "$1" || return
	shift
	[ $# = 0 ] || "$@"
}

## A service that its socket starts is stopped instead: reloaded, sshd loses systemd's socket and listens nowhere or elsewhere. The
## next connection starts it anew. A socket restarts only without its service. Open sessions stay (KillMode=process).
# flux_undo_reload UNIT [WAS]: if it runs, or has failed since it was active, it reads its files anew
flux_undo_reload() {
	flux_try systemctl daemon-reload || return
	if systemctl -q is-active "${1%.socket}.socket"; then
		flux_try systemctl stop "${1%.socket}.service" || return
		case $1 in *.socket) flux_try systemctl restart "$1" ;; esac
		return
	fi
	! flux_alive "$@" || flux_try systemctl reload-or-restart "$1"
}
