## Globals set: status note. Returns 1.
# flux_refuse TEXT: a guard does not hold; nothing after it may run
flux_refuse() {
	status=refused note=$1
	return 1
}
