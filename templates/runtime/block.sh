# flux_block PATH UNLESS: PATH begins with standard input, unless a line of it matches UNLESS
flux_block() {
	! grep -Eiq "$2" "$1" || return 0
	flux_read
	_lines=$text
	flux_read <"$1"
	text=$_lines$text _like=$(stat -c '%a %U:%G' "$1")
	flux_put "$1" "${_like% *}" "${_like#* }"
}
