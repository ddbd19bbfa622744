## A second later the probe sees whether it has died at once. Restarted, not reloaded: fail2ban's reload forgets how to ban when the ban action changes.
# flux_service UNIT [THEN]: it is enabled, runs, and was restarted if a step changed what it reads; THEN follows a start
flux_service() {
	_was=$(systemctl is-enabled "$1" 2>/dev/null),$(systemctl is-active "$1")
	case $_was$due in
	enabled,active*" $1 "*)
		flux_differs "restart $1" || return 0
		flux_undo_restart "$1" && flux_done "$1" && "${2:-:}"
		;;
	enabled,active*) ;;
	*)
		flux_differs "start $1" || return 0
		flux_keep service "$1" "$_was" && flux_try systemctl enable "$1" && flux_try systemctl restart "$1" && sleep 1 && flux_done "$1" && "${2:-:}"
		;;
	esac
}

# flux_undo_service UNIT WAS: enabled and running only if it was
flux_undo_service() {
	case $2 in enabled,* | masked,*) ;; *) systemctl -q disable "$1" ;; esac
	case $2 in *,active) return ;; esac
	systemctl stop "$1"
	systemctl reset-failed "$1" || :
} 2>/dev/null

# flux_undo_restart UNIT [WAS]: if it runs, or has failed since it was active, it reads its files anew
flux_undo_restart() {
	flux_try systemctl daemon-reload || return
	! flux_alive "$@" || flux_try systemctl restart "$1"
}
