## Arguments: STATUS, one of the status words; TEXT. Globals read: id format level. Returns 0: a lost terminal stops nothing.
## Bytes that are not printable ASCII become blanks: a terminal, a log and a JSON reader never see a control character.
# flux_print STATUS TEXT: one line about $id, as text or JSON, to the log (3) and the terminal
# shellcheck disable=SC2059 # the format is one of two constants
flux_print() {
	_say=$2
	case $_say in *[!\ -~]*) _say=$(printf %s "$_say" | tr -c ' -~' ' ') ;; esac
	case $format$_say in json*[\\\"]*) _say=$(printf %s "$_say" | sed 's/[\\"]/\\&/g') ;; esac
	set -- '%-12s %-18s %s\n' "$1" "$id" "$_say"
	[ "$format" = text ] || set -- '{"status":"%s","id":"%s","text":"%s"}\n' "$2" "$3" "$4"
	printf "$@" >&3
	case $level$2 in error[!fr]* | warnok) ;; *) printf "$@" ;; esac
} 2>/dev/null
