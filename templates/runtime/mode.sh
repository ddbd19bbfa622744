# flux_mode MODE OWNER PATH...: each PATH that exists, or what it leads to, has MODE and OWNER
flux_mode() {
	_mode=$1 _owner=$2
	shift 2
	_is=$(stat -Lc '%a %U:%G %n' "$@" 2>/dev/null)
	for _path; do
		shift
		case $nl$_is$nl in *"$nl$_mode $_owner $_path$nl"*) ;; *) [ ! -e "$_path" ] || set -- "$@" "$_path" ;; esac
	done
	[ $# != 0 ] || return 0
	flux_differs "$_mode $_owner: $*" || return 0
	for _path; do
		flux_keep mode "$_path" "$(stat -Lc '%a %u:%g' "$_path") $_mode $_owner" && flux_try chmod "$_mode" "$_path" &&
			flux_try chown "$_owner" "$_path" || return
	done
}

## The same file gets them back, with what was written to it since, and under all its names. A change of the owner takes set-user-ID from the mode:
## so the mode is first in flux_mode, and last here.
# flux_undo_mode PATH WAS: its mode and owner of before; but what somebody changed since stays, unless --force
flux_undo_mode() {
	# shellcheck disable=SC2086 # mode and owner of before, and those of the run
	set -- "$1" $2
	case $(stat -Lc '%a %u:%g %U:%G' "$1" 2>/dev/null) in
	'' | "$2 $3 "*) return 0 ;;
	"$4 $3 "* | "$4 "*" $5") ;;
	*) [ -n "$force" ] || flux_since || return ;;
	esac
	flux_try chown "$3" "$1" && flux_try chmod "$2" "$1"
}
