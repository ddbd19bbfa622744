## An administrator who changed /etc/pam.d/common-* by hand keeps that: pam-auth-update then leaves them alone, and says so.
# flux_pam MODULE PROFILE...: programs that log in ask MODULE, which these profiles of pam-auth-update bring
flux_pam() {
	! grep -q "$1" /etc/pam.d/common-auth || return 0
	shift
	flux_differs "pam-auth-update --enable $*" || return 0
	_kept=''
	for _file in /etc/pam.d/common-* /var/lib/pam/*; do
		flux_keep file "$_file" || return
		_kept="$_kept $record"
	done
	flux_try pam-auth-update --package --enable "$@" || return
	case $out in *'Local modifications'*) status=skipped note='/etc/pam.d/common-* was edited by hand: pam-auth-update leaves it' ;; esac
	for record in $_kept; do
		[ "$status" = changed ] || { rm -rf "$record" "$record".*; continue; }
		flux_record && cp -p "$_name" "$record.new" || return
	done
}
