# flux_mode MODE OWNER PATH...: each PATH that exists has MODE and OWNER
flux_mode() {
	_mode=$1 _owner=$2
	shift 2
	_found=$(stat -c '%a %U:%G %n' "$@" 2>/dev/null | grep -v "^$_mode $_owner ")
	[ -n "$_found" ] || return 0
	flux_differs "$_mode $_owner:$(printf '%s\n' "$_found" | sed 's/[^/]*//' | tr '\n' ' ')" || return 0
	while read -r _old _group _path; do
		flux_keep mode "$_path" "$_old $_group" && chmod "$_mode" "$_path" && chown "$_owner" "$_path" || return
	done <<FLUX
$_found
FLUX
}

# flux_undo_mode PATH MODE-OWNER: as it was
flux_undo_mode() {
	chmod "${2% *}" "$1" && chown "${2#* }" "$1"
}
