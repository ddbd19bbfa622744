# flux_selected MODULE: --only and --skip leave it in
flux_selected() {
	case $skip in *",$1,"*) return 1 ;; esac
	case ${only:-,$1,} in *",$1,"*) ;; *) return 1 ;; esac
}

## The function of a step is its id with dots and dashes as underscores.
## Globals set: status note unit, and the counts. What was changed is probed again, and must not differ any more.
# flux_step: runs the step $id with $row of the index and reports it; returns 1 if it failed
flux_step() {
	IFS=.-
	# shellcheck disable=SC2086 # split at dots and dashes
	set -- $id
	IFS=_
	_step=$*
	IFS=$ifs status=ok note='' unit=''
	if "$_step" </dev/null; then
		if [ "$status" = changed ]; then
			_note=$note mode=verify
			if "$_step" </dev/null && [ "$status" = changed ]; then note=$_note; else status=failed; fi
			mode=apply
		fi
	elif [ "$status" != refused ]; then
		status=failed
	fi
	[ "$mode" != audit ] || note="${row%%'|'*}$note"
	flux_print "$status" "$note"
	case $status in
	ok) completed=$((completed + 1)) ;;
	changed) completed=$((completed + 1)) changed=$((changed + 1)) ;;
	would* | assumed) differs=$((differs + 1)) ;;
	skipped) skipped=$((skipped + 1)) ;;
	*) failed=$((failed + 1)) && return 1 ;;
	esac
}

## A step that fails takes its module back (or as --on-failure says); a guard that refuses before any change ends the run. Where it goes
## on, one step of risk lockout that was left out keeps all others from running: sshd may not move to a port that was not opened.
# flux_steps: the rows of the index, first to last; sets $code
flux_steps() {
	_stopped='' _left_out='' _files=''
	for _word in $index; do
		case $_word in /*) _files="$_files $_word" ;; esac
	done
	# shellcheck disable=SC2086 # a list of paths
	stats=$(stat -c '%n %a %U:%G' $_files 2>/dev/null)$nl
	code=3
	while read -r id row; do
		[ -z "$id" ] || [ "$code" != 3 ] || code=0
		module=${id%%.*} row=${row#'| '}
		[ -n "$id" ] || continue
		[ "$module" = packages ] || flux_selected "$module" || continue
		_risk=''
		case $row in *'| lockout |'*) _risk=lockout ;; esac
		case "$_stopped " in *" $module "*) _left_out=$_left_out$_risk && continue ;; esac
		if [ -n "$_left_out" ] && [ -n "$_risk" ]; then
			_stopped="$_stopped $module" skipped=$((skipped + 1))
			flux_print skipped 'after that failure it could cut you off'
			continue
		fi
		flux_step && continue
		_stopped="$_stopped $module" _left_out=$_left_out$_risk code=5
		[ "$status$run" != refused ] || { code=3 && return; }
		[ "$mode$on_failure" != applyrollback ] || ! flux_undo "$module" || code=1
		[ "$on_failure" = continue ] || return
	done <<FLUX
$index
FLUX
	[ "$differs" = 0 ] || code=2
}
