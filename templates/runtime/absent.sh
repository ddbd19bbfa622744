## A file that somebody makes there since is theirs.
# flux_absent PATH: there is no such file
flux_absent() {
	{ [ -e "$1" ] || [ -L "$1" ]; } || return 0
	[ -L "$1" ] || [ ! -d "$1" ] || { note="$1 is a directory" && return 1; }
	flux_differs "remove $1" || return 0
	flux_keep file "$1" gone && flux_try rm -f "$1"
}
