## Globals set: text. No process is started; a missing last newline is added.
# flux_read: sets $text to standard input
flux_read() {
	text=''
	while IFS= read -r _line || [ -n "$_line" ]; do
		text=$text$_line$nl
	done
}
