## Arguments: CODE, an exit code of flux_usage; TEXT. Never returns.
# flux_die CODE TEXT: ends before anything is changed, and says why
flux_die() {
	_say="flux: $2; nothing was changed"
	case $_say in *[!\ -~]*) _say=$(printf %s "$_say" | tr -c ' -~\n' ' ') ;; esac
	printf '%s\n' "$_say" >&2
	exit "$1"
}
