## yash, alone among shells, decodes what it reads, and loses what follows a byte that its locale does not know. Globals set: note.
# flux_holds PATH [COMMAND]: a variable holds all of PATH, if it is a file; COMMAND runs what looks at it
flux_holds() {
	[ -n "${YASH_VERSION-}" ] || return 0
	if [ -f "$1" ] && ${2-} grep -q '[^ -~[:space:]]' "$1"; then
		note="yash would lose bytes of $1: run the script with sh"
		return 1
	fi
}
