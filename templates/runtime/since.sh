# flux_since: says that somebody changed it; returns 1
flux_since() {
	note=', for somebody changed it since; --force restores it'
	return 1
}

## Globals read: force.
# flux_ours NOW WAS [SET]: it is still what it was, or what this run made of it, or --force is given
flux_ours() {
	[ -n "$force" ] || [ "$1" = "$2" ] || [ "$1" = "${3-}" ] || flux_since
}
