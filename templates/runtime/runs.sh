# flux_lock: one run at a time, until this process ends; there is room for changes, and a log
flux_lock() {
	[ ! -d /run/flux.lock ] || flux_die 3 '/run/flux.lock is a directory'
	exec 9>/run/flux.lock
	flock -n 9 9>&9 || flux_die 4 'another run has /run/flux.lock'
	if ! { [ -w /etc ] && [ -w "${state%/*}" ] && (umask 077 && : >>"$log"); } 2>/dev/null; then
		flux_die 3 "cannot write /etc, ${state%/*} or $log"
	fi
	case $(stat -c '%u %A' "$state" 2>/dev/null) in
	'' | '0 drwx'?-??-?*) ;;
	*) flux_die 3 "$state must be a directory that only root may write to" ;;
	esac
	exec 3>>"$log"
}

## Its journal goes on, its reloads are due again: --rollback gives back what was before the interruption.
## A copy without its record is of a change that was not begun.
# flux_resume: takes up a run that was interrupted
flux_resume() {
	for _run in "$state"/runs/*; do
		{ [ -d "$_run" ] && [ ! -f "$_run/done" ]; } || continue
		run=$_run
		for _file in "$run"/*.*; do
			[ -f "${_file%.*}" ] || rm -rf "$_file"
		done
		for record in "$run"/[1-9]???; do
			[ ! -f "$record" ] || count=${record##*/}
			! flux_record || case $_kind in network | reload | restart | trust) flux_due "$_name" ;; esac
		done
		flux_print resumed "${run##*/} was interrupted: going on"
	done
}

# flux_rollback: takes back the newest run, or all from the newest to $target
flux_rollback() {
	case $target in */*) flux_die 64 "$target is no name of a run (see --history)" ;; esac
	[ -z "$target" ] || [ -d "$state/runs/$target" ] || flux_die 64 "no run $target (see --history)"
	_runs=''
	for _run in "$state"/runs/*; do
		_runs="$_run $_runs"
	done
	for _run in $_runs; do
		[ -d "$_run" ] || continue
		run=$_run
		id=${run##*/}
		code=5
		flux_known || return
		flux_undo || {
			flux_disarm
			return
		}
		code=0
		rm -rf "$run"
		flux_print changed 'taken back'
		[ "$id" != "${target:-$id}" ] || break
	done
	[ -n "$run" ] || flux_print ok 'there is nothing to take back'
	flux_armed || flux_disarm
	rmdir "$state/runs" "$state" 2>/dev/null || :
}

## Half of it would be worse than nothing.
# flux_known: all changes of $run can be taken back by this script
flux_known() {
	for record in "$run"/[1-9]???; do
		! flux_record || command -v "flux_undo_$_kind" >/dev/null || {
			flux_print failed 'another script made this run; use its --rollback'
			return 1
		}
	done
}

# flux_history: the runs that --rollback can take back, oldest first
flux_history() {
	for _run in "$state"/runs/*; do
		[ ! -d "$_run" ] || echo "${_run##*/} $(cat "$_run/done" 2>/dev/null || echo interrupted)"
	done
}

# flux_finish: closes the journal and says how it went
flux_finish() {
	id=$workflow
	if [ -n "$run" ] && ! rmdir "$run" 2>/dev/null; then
		echo "changed=$changed failed=$failed" >"$run/done" && sync "$run/done"
	fi
	if flux_armed; then
		[ "$mode" != apply ] || {
			# the time begins now, also if it is over and the watchdog waited for the lock
			note=''
			if systemctl restart flux-confirm 2>/dev/null || flux_watchdog; then
				flux_print unconfirmed "log in anew and --confirm within $_seconds s, or it is taken back"
			else
				code=5
				flux_print failed "nothing takes this run back by itself: --confirm or --rollback$note"
			fi
		}
	elif [ -n "$run" ]; then
		flux_disarm
		rmdir "$state/runs" "$state" 2>/dev/null || :
	fi
	_reboot=no
	[ ! -e /run/reboot-required ] || _reboot=yes
	flux_print "exit $code" "completed=$completed changed=$changed differs=$differs failed=$failed skipped=$skipped reboot=$_reboot"
	[ "$mode" != apply ] || logger -t flux "$_say" 2>/dev/null || :
}
