# flux_mode MODE OWNER PATH...: each PATH that exists has MODE and OWNER
flux_mode() {
	_mode=$1 _owner=$2 _todo=''
	shift 2
	while read -r _is _group _path; do
		[ "$_is $_group" = "$_mode $_owner" ] || _todo="$_todo $_path"
	done <<FLUX
$(stat -c '%a %U:%G %n' "$@" 2>/dev/null)
FLUX
	_todo=${_todo% }
	[ -n "$_todo" ] || return 0
	flux_differs "$_mode $_owner:$_todo" || return 0
	for _path in $_todo; do
		flux_keep file "$_path" && cp "$_path" "$record.new" && chmod "$_mode" "$_path" && chown "$_owner" "$_path" || return
	done
}
