## Arguments: STATUS, one of the status words; TEXT. Globals read: id format level. Returns 0: a lost terminal stops nothing.
## Bytes that are not printable ASCII become blanks: a terminal, a log and a JSON reader never see a control character.
# flux_print STATUS TEXT: one line about $id, as text or JSON, to the terminal and to the log (3)
flux_print() {
	_say=$2
	case $_say in *[!\ -~]*) _say=$(printf %s "$_say" | tr -c ' -~' ' ') ;; esac
	case $format$_say in json*[\\\"]*) _say=$(printf %s "$_say" | sed 's/[\\"]/\\&/g') ;; esac
	for _fd in 3 1; do
		case $_fd$level$1 in 1error[!fr]* | 1warnok) continue ;; esac
		if [ "$format" = json ]; then
			printf '{"id":"%s","status":"%s","text":"%s"}\n' "$id" "$1" "$_say"
		else
			printf '%-12s %-18s %s\n' "$1" "$id" "$_say"
		fi >&"$_fd"
	done 2>/dev/null || :
}
