# flux_service UNIT: it is enabled, runs, and has read what was changed for it
flux_service() {
	_was=$(systemctl is-enabled "$1" 2>/dev/null),$(systemctl is-active "$1")
	if [ "$_was" != enabled,active ]; then
		flux_differs "start $1" || return 0
		flux_keep service "$1" "$_was" && flux_try systemctl enable --now "$1" || return
	fi
	flux_reload "$1"
}

# flux_undo_service UNIT WAS: enabled and running only if it was
flux_undo_service() {
	case $2 in enabled,*) ;; *) systemctl -q disable "$1" ;; esac
	case $2 in *,active) ;; *) systemctl stop "$1" ;; esac
} 2>/dev/null
