## Globals set: status, note; due, with the unit that the step's changes concern.
# flux_differs WHAT: the probe found WHAT to change; returns 0 when it is to be done
flux_differs() {
	note="$note${note:+, }$1" status='would change' due="$due$unit "
	[ "$mode" = apply ] && status=changed
}
