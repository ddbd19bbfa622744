## Globals set: out, what COMMAND printed; note, if it failed. Standard input is empty; the lock (9) is not inherited by a daemon.
# flux_try COMMAND...: runs it quietly; if it fails its last line joins $note
flux_try() {
	out=$("$@" 2>&1 </dev/null 9>&-) && return
	note="$note: $1 failed: ${out##*"$nl"}"
	return 1
}
