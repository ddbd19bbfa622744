pam=''

## pam_unix asks for no more than flux_let_in does, and the others of Debian's for less. Asking PAM itself takes a session of systemd's, so only
## where there is more is it asked. Globals read: _user. Globals set: pam, yes or no.
# flux_pam_account: PAM lets $_user in through sshd
flux_pam_account() {
	[ -n "$pam" ] || flux_pam_more
	[ "$pam" = no ] || timeout 60 systemd-run -q --wait --collect -p User="$_user" -p PAMName=sshd true >/dev/null 2>&1 </dev/null
}

# flux_pam_more: sets $pam: somebody added to what decides who may log in through sshd
flux_pam_more() {
	pam=no
	flux_sshd_says usepam
	[ "$said" = 'yes ' ] || return 0
	[ ! -e /etc/nologin ] || pam=yes
	! awk '/^[ \t]*(-?account|@include)[ \t]/ && !/pam_(nologin|unix|permit|faillock)\.so|requisite.*pam_deny\.so|@include[ \t]+common-/ { more = 1 } END { exit !more }' \
		/etc/pam.d/sshd /etc/pam.d/common-account 2>/dev/null || pam=yes
}
