## One process to probe. A checkout that somebody changed is a difference: it is copied into the journal before it goes.
# flux_checkout PATH URL COMMIT: the directory PATH is COMMIT of the repository URL, unchanged
flux_checkout() {
	flux_git_alone
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
	mv "$_temp" "$1" && : >"$record.new"
}

## Until there is a whole copy of the old directory, it stands where it was.
# flux_undo_checkout PATH WAS: the directory of before, if there was one
flux_undo_checkout() {
	flux_git_alone
	rm -rf "${1%/*}/.${1##*/}.flux"
	[ -z "$2" ] || [ -e "$record.old" ] || [ -L "$record.old" ] || return 0
	[ ! -e "$record.new" ] || [ -n "$force" ] || [ -z "$(git -C "$1" status --porcelain --ignored 2>/dev/null)" ] || flux_since || return
	rm -rf "$1"
	[ -z "$2" ] || mv "$record.old" "$1"
}

# flux_git_alone: nothing in the environment has git work elsewhere, or run another program
flux_git_alone() {
	unset XDG_CONFIG_HOME GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_CONFIG_COUNT GIT_CONFIG_PARAMETERS GIT_CONFIG_GLOBAL GIT_EXTERNAL_DIFF \
		GIT_SSH_COMMAND
}
