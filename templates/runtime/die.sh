## Arguments: CODE, an exit code of flux_usage; TEXT. Never returns.
# flux_die CODE TEXT: ends before anything is changed, and says why
flux_die() {
	printf 'flux: %s; nothing was changed\n' "$2" | tr -c ' -~\n' ' ' >&2
	exit "$1"
}
