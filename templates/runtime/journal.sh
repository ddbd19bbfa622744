## Arguments: KIND, for which there is a flux_undo_KIND; NAME and VALUE, one line each. Globals set: run, count, record; unit, "reload UNIT" or
## "restart UNIT", emptied once that is journaled.
## A record is a file of four lines: kind, module, name, value. Beside it: .old, what was there; .new, what this run wrote.
## cloud-init never reruns an interrupted script: at first boot flux_arm has the next boot go on.
# flux_keep KIND NAME [VALUE]: before a change its undo stands on disk, in $record
flux_keep() {
	if [ -z "$run" ]; then
		run=$state/runs/$(date -u +%Y%m%dT%H%M%SZ)-$$
		(umask 077 && mkdir -p "$run") || return
		[ ! -d /run/cloud-init ] || [ -e /run/cloud-init/result.json ] || [ ! -f "$0" ] || flux_arm --apply || return
	fi
	case $row in *'| lockout |'*) flux_watch || return ;; esac
	if [ -n "$unit" ]; then
		_unit=$unit unit=''
		flux_keep "${_unit% *}" "${_unit#* }" || return
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

## Globals set: record _kind _module _name _value. Returns 1 for a record torn by a crash: it names no change that was begun.
# flux_record: reads $record
flux_record() {
	{ read -r _kind && read -r _module && read -r _name && read -r _value; } 2>/dev/null <"$record"
}

## Arguments: MODULE, or nothing for all. Units read their files when all of these are restored: in between they may contradict.
# flux_undo [MODULE]: takes back the records of $run, newest first; returns 1 if one has to stay
flux_undo() {
	_todo='' _later='' _left=0
	for record in "$run"/[1-9]???; do
		_todo="$record $_todo"
	done
	for record in $_todo; do
		[ -f "$record" ] || continue
		if flux_record; then
			[ "${1:-$_module}" = "$_module" ] || continue
			case $_kind in network | reload | restart | trust) _later="$_later $record" && continue ;; esac
			flux_undo_record || continue
		fi
		rm -rf "$record" "$record".*
	done
	_units=' '
	for record in $_later; do
		flux_record
		case $_units in
		*" $_name "*) ;;
		*)
			_units="$_units$_name "
			flux_undo_record || continue
			;;
		esac
		rm -rf "$record"
	done
	return "$_left"
}

## Globals set: note, and _left if it fails.
# flux_undo_record: takes back what flux_record has read
flux_undo_record() {
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
