## moduli(5): the fifth column is the size in bits, less one.
## A file that would have no group left stays, and the step fails.
# flux_moduli PATH BITS: PATH has no group of less than BITS
flux_moduli() {
	[ -f "$1" ] || return 0
	text=$(awk -v least="$2" '/^#/ || $5 + 1 >= least' "$1")$nl
	case $nl$text in *"$nl"[0-9]*) flux_put "$1" ;; *) note="no group of $2 bits in $1" && return 1 ;; esac
}
