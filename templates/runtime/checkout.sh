## One process to probe. A checkout that somebody changed is a difference: it is copied into the journal before it goes.
# flux_checkout PATH URL COMMIT: the directory PATH is COMMIT of the repository URL, unchanged
flux_checkout() {
	case $(git --no-optional-locks -C "$1" status --porcelain=v2 --branch 2>/dev/null) in
	"# branch.oid $3$nl# branch.head (detached)") return ;;
	esac
	flux_differs "$1" || return 0
	_from=$2 _temp=${1%/*}/.${1##*/}.flux _was=''
	! git -C "$1" cat-file -e "$3" 2>/dev/null || _from=$1
	{ [ ! -e "$1" ] && [ ! -L "$1" ]; } || _was=old
	flux_keep checkout "$1" "$_was" || return
	rm -rf "$_temp"
	flux_try git init -q "$_temp" && flux_try git -C "$_temp" fetch -q --depth 1 "$_from" "$3" &&
		flux_try git -C "$_temp" -c advice.detachedHead=false checkout -q "$3" && flux_try sync -f "$_temp" || return
	if [ -n "$_was" ]; then
		flux_try cp -a "$1" "$record.copy" && mv "$record.copy" "$record.old" && rm -rf "$1" || return
	fi
	mv "$_temp" "$1"
}

## Until there is a whole copy of the old directory, it stands where it was.
# flux_undo_checkout PATH WAS: the directory of before, if there was one
flux_undo_checkout() {
	rm -rf "${1%/*}/.${1##*/}.flux"
	[ -z "$2" ] || [ -e "$record.old" ] || [ -L "$record.old" ] || return 0
	rm -rf "$1"
	[ -z "$2" ] || mv "$record.old" "$1"
}
