## Arguments: KIND, for which there is a flux_undo_KIND; NAME and VALUE, one line each. Globals set: run, count, record; unit, "reload UNIT" or
## "restart UNIT", emptied once that is journaled.
## A record is a file of four lines: kind, module, name, value. Beside it: .old, what was there; .new, what this run wrote.
## cloud-init never reruns an interrupted script: at first boot flux_arm has the next boot go on.
# flux_keep KIND NAME [VALUE]: before a change its undo stands on disk, in $record
flux_keep() {
	if [ -z "$run" ]; then
		flux_new_run
		(umask 077 && mkdir -p "$run") || return
		[ ! -d /run/cloud-init ] || [ -e /run/cloud-init/disabled ] || [ -e /run/cloud-init/result.json ] || ! flux_self ||
			flux_arm --apply ${only:+--only "${only#,}"} ${skip:+--skip "${skip#,}"} --on-failure "$on_failure" || return
	fi
	case $row in *'| lockout |'*) flux_watch || return ;; esac
	if [ -n "$unit" ]; then
		_unit=$unit unit=''
		flux_keep "${_unit% *}" "${_unit#* }" "$(systemctl is-active "${_unit#* }")" || return
	fi
	count=$((count + 1))
	record=$run/$count
	if [ "$1" = file ] && { [ -e "$2" ] || [ -L "$2" ]; }; then
		flux_try cp -a "$2" "$record.old" || return
	fi
	printf '%s\n' "$1" "$module" "$2" "${3-}" >"$record" && flux_try sync -f "$run" && return
	note="$note: no journal in $state, is the disk full?"
	return 1
} 2>/dev/null

## A clock that was set back must not make this run older than the last.
# flux_new_run: sets $run to a name that sorts behind those of all other runs
flux_new_run() {
	run=$(date -u +%Y%m%dT%H%M%SZ)-$$
	for _run in "$state"/runs/*; do
		:
	done
	_run=${_run##*/}
	[ "$_run" = '*' ] || expr "$run" '>' "$_run" >/dev/null || run=$_run+
	run=$state/runs/$run
}

## Globals set: record _kind _module _name _value. Returns 1 for a record torn by a crash: it names no change that was begun.
# flux_record: reads $record
flux_record() {
	{ read -r _kind && read -r _module && read -r _name && read -r _value; } 2>/dev/null <"$record"
}

## Arguments: MODULE, or nothing for all. What another module changed since may stand on it (sshd on a port that the firewall opened
## for it), so that goes too, and first. A module's units read its files when all of them are restored: in between they may contradict.
# flux_undo [MODULE]: takes back the records of $run, newest first, down to the first of MODULE; returns 1 if one has to stay
flux_undo() {
	_todo='' _later='' _last='' _left=0 _of='' _undone=''
	for record in "$run"/[1-9]???; do
		[ -f "$record" ] || continue
		[ $# = 0 ] || { flux_record && [ "$_module" = "$1" ] && shift; } || continue
		_todo="$record $_todo"
	done
	for _next in $_todo; do
		record=$_next
		if flux_record; then
			if [ "$_module" != "$_of" ]; then
				flux_reread
				record=$_next
				flux_record
				_of=$_module
				case "$_undone " in *" $_of "*) ;; *) _undone="$_undone $_of" ;; esac
			fi
			case $_kind in
			network | reload | restart | trust) _later="$_later $record" && continue ;;
			link) _last="$_last $record" && continue ;;
			esac
			flux_take_back || continue
		fi
		rm -rf "$record" "$record".*
	done
	flux_reread
	[ "$mode" = rollback ] || [ -z "$_undone" ] || flux_print undone "taken back:$_undone"
	return "$_left"
}

## Globals read and emptied: _later, and _last: a network interface goes when its manager knows nothing of it any more, else that makes it
## anew. Of several records of one the oldest counts, so it is the last.
# flux_reread: each unit whose files were restored reads them, once
flux_reread() {
	_units=' '
	for record in $_later $_last; do
		flux_record
		case $_kind$_units in
		link*) flux_take_back || continue ;;
		*" $_name "*) ;;
		*)
			_units="$_units$_name "
			flux_take_back || continue
			;;
		esac
		# what had to stay may be restored by the next rollback, which is to make that effective too
		[ "$_left" = 1 ] || rm -rf "$record"
	done
	_later='' _last=''
}

## Globals set: note, and _left if it fails.
# flux_take_back: takes back what flux_record has read
flux_take_back() {
	_undo="$_kind $_name" note=''
	if ! command -v "flux_undo_$_kind" >/dev/null; then
		note=': another script made this change; use its --rollback'
	elif "flux_undo_$_kind" "$_name" "$_value"; then
		return
	fi
	flux_print failed "not taken back: $_undo$note"
	_left=1
	return 1
}
