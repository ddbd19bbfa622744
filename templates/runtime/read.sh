## Globals set: text. No process is started; a missing last newline is added. Not `while read || [ -n "$_line" ]`: where reading fails for good, yash
## in front of a byte that its locale does not know, that never ends.
# flux_read: sets $text to standard input
flux_read() {
	text=''
	while IFS= read -r _line; do
		text=$text$_line$nl
	done
	[ -z "$_line" ] || text=$text$_line$nl
}
