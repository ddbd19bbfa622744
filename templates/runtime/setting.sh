## The key is what stands before = or a blank. PATH belongs to a package: its other lines, its mode and owner stay.
# flux_setting PATH: PATH has the KEY=VALUE or KEY VALUE lines of standard input in the place of its own
flux_setting() {
	[ -f "$1" ] || {
		flux_assume "$1"
		return
	}
	text=$(awk -F '[= \t]+' 'NR == FNR { v[$1] = $0; next } !($1 in v) { print; next } !seen[$1]++ { print v[$1] }; END { for (k in v) if (!(k in seen)) print v[k] }' - "$1")$nl
	flux_put "$1"
}
