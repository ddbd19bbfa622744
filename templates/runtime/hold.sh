# flux_hold PACKAGE...: no upgrade changes them
flux_hold() {
	_held=$nl$(apt-mark showhold "$@")$nl _names=''
	for _name; do
		case $_held in *"$nl$_name$nl"*) ;; *) _names="$_names$_name " ;; esac
	done
	[ -n "$_names" ] || return 0
	flux_differs "hold $_names" || return 0
	# a name that apt does not know could not be released either: asked before it is in the journal
	# shellcheck disable=SC2086 # a list of names
	flux_try apt-mark -s hold $_names && flux_keep hold "$_names" && flux_try apt-mark hold $_names
}

# flux_undo_hold NAMES: upgrades change them again
flux_undo_hold() {
	# shellcheck disable=SC2086 # a list of names
	flux_try apt-mark unhold $1
}
