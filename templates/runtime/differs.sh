## Globals set: status, note; due, with the unit that the step's changes concern.
# flux_differs WHAT: the probe found WHAT to change; returns 0 if it is to be done
flux_differs() {
	note="$note${note:+, }$1" status='would change'
	[ -z "$unit" ] || flux_due "${unit#* }"
	[ "$mode" = apply ] && status=changed
}

## Globals set: due, a blank before and behind each unit.
# flux_due UNIT: is to be reloaded or restarted
flux_due() {
	case $due in *" $1 "*) ;; *) due="$due$1 " ;; esac
}

# flux_done UNIT: was
flux_done() {
	case $due in *" $1 "*) due="${due%%" $1 "*} ${due#*" $1 "}" ;; esac
}
