# flux_block PATH UNLESS: PATH begins with standard input, unless one of its lines matches UNLESS
flux_block() {
	! grep -Eiqs "$2" "$1" || return 0
	flux_read
	text=$text$(cat "$1" 2>/dev/null)$nl
	flux_put "$1"
}
