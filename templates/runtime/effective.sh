## sshd itself says what each drop-in means alone, and what all files mean together for a log-in of the administrator and for one of
## root, Match blocks and all: the same keywords must have the same values.
# flux_effective PATH...: sshd's whole configuration amounts to the drop-ins
flux_effective() {
	_from=host=localhost,addr=203.0.113.1,laddr=203.0.113.2,lport=${ports%% *}
	flux_try sshd -T -C "user=${admin:-root},$_from" || return
	_whole=$nl$out$nl
	flux_try sshd -T -C "user=root,$_from" || return
	_root=$nl$out$nl _wrong=''
	for _path; do
		[ -f "$_path" ] || {
			flux_assume "$_path"
			return
		}
		_wrong=$_wrong$(sshd -T -f "$_path" | awk -v whole="$_whole" -v root="$_root" '
			NR == FNR { key[tolower($1)]; next }
			tolower($1) in key && !(index(whole, "\n" $0 "\n") && index(root, "\n" $0 "\n"))' "$_path" -)
	done
	[ -n "$_wrong" ] || return 0
	if [ "$mode" != apply ] && [ "$due" != ' ' ]; then
		status=assumed note=$_wrong
		return
	fi
	note="an earlier line of sshd_config or a Match block undoes: $_wrong"
	return 1
}
