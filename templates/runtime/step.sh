# flux_selected MODULE: --only and --skip leave it in
flux_selected() {
	case $skip in *",$1,"*) return 1 ;; esac
	case ${only:-,$1,} in *",$1,"*) ;; *) return 1 ;; esac
}

## Globals set: row module status note unit, and the counts. After a change the same probe must find nothing to change.
# flux_step ID ROW: runs one step of the index and reports it; returns 1 if it failed
flux_step() {
	id=$1 row=$2 status=ok note='' unit=''
	set -- "$(printf %s "$1" | tr .- __)"
	if "$1" </dev/null && { [ "$status" != changed ] || flux_again "$1"; }; then :; else
		[ "$status" = refused ] || status=failed
	fi
	case $status in
	ok) completed=$((completed + 1)) ;;
	changed) completed=$((completed + 1)) changed=$((changed + 1)) ;;
	would* | assumed) differs=$((differs + 1)) ;;
	skipped) skipped=$((skipped + 1)) ;;
	*) failed=$((failed + 1)) ;;
	esac
	[ "$mode" != audit ] || note="${row%%|*}$note"
	flux_print "$status" "$note"
	case $status in failed | refused) return 1 ;; esac
}

# flux_again FUNCTION: the step that was applied finds nothing to change
flux_again() {
	_note=$note mode=verify
	"$1" </dev/null && [ "$status" = changed ] && note=$_note
	set -- $?
	mode=apply
	return "$1"
}

## A step that fails takes its module back (or as --on-failure says); a guard that refuses ends the run.
# flux_steps: the rows of the index, first to last; sets $code
flux_steps() {
	_stopped=''
	while read -r _id _row; do
		module=${_id%%.*}
		[ -n "$_id" ] && [ "$module" != "$_stopped" ] || continue
		[ "$module" = packages ] || flux_selected "$module" || continue
		flux_step "$_id" "${_row#| }" && continue
		_stopped=$module code=5
		[ "$status" != refused ] || { code=3 && return; }
		[ "$mode$on_failure" != applyrollback ] || ! flux_undo "$module" || code=1
		[ "$on_failure" = continue ] || return
	done <<FLUX
$index
FLUX
	[ "$differs" = 0 ] || code=2
}
