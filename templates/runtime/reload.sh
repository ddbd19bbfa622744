## The unit is journaled with the step's first change, so that a crash before the reload forgets nothing. Globals set: unit.
# flux_notify UNIT: reads what this step changes
flux_notify() {
	unit=$1
}

# flux_reload UNIT: reloads it, if it runs and a step changed what it reads
flux_reload() {
	case $due in *" $1 "*) ;; *) return 0 ;; esac
	flux_differs "reload $1" || return 0
	due=''
	flux_undo_reload "$1"
}

# flux_undo_reload UNIT: reads its restored files
flux_undo_reload() {
	flux_try systemctl daemon-reload && flux_try systemctl try-reload-or-restart "$1"
}
