## sshd itself says what each drop-in means alone, and what all files mean together for a log-in of the administrator and for one of
## root, Match blocks and all: the same keywords must have the same values.
# flux_effective PATH...: sshd's whole configuration amounts to the drop-ins
flux_effective() {
	_global=$sshd
	flux_sshd_for "${admin:-root}" || return
	_whole=$sshd
	flux_sshd_for root || return
	_root=$sshd sshd=$_global _wrong=''
	for _path; do
		[ -f "$_path" ] || {
			flux_assume "$_path"
			return
		}
		_wrong=$_wrong$(sshd -T -f "$_path" | awk -v whole="$_whole" -v root="$_root" '
			{ sub(/^[^ \t]+/, tolower($1)) }
			NR == FNR { key[$1]; next }
			$1 in key && !(index(whole, "\n" $0 "\n") && index(root, "\n" $0 "\n"))' "$_path" -)
	done
	[ -n "$_wrong" ] || return 0
	if [ "$mode" != apply ] && [ "$due" != ' ' ]; then
		status=assumed note=$_wrong
		return
	fi
	note="an earlier line of sshd_config or a Match block undoes: $_wrong"
	return 1
}
