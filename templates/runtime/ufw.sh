## Lines are written as "ufw show added" prints them; a later one is matched earlier. Port "sshd" is what sshd listens on.
## It does not show that the IPv6 twin of a rule is gone: such a rule counts as missing. Rules of others stay. "prepend" skips a rule that differs in action or comment only: that one is then updated where it stands.
# flux_ufw: ufw is on with the rules of standard input, and no other with a comment "flux: ..."
flux_ufw() {
	[ -x /usr/sbin/ufw ] || {
		flux_assume /usr/sbin/ufw
		return
	}
	_have=$(ufw show added | awk '
		$2 == "tuple" { if ($9 == "::/0") six[$4 " " $6 ($5 == "any" ? "" : "/" $5)]; next }
		sub(/^ufw /, "") && ($2 == "from" || ($1 " " $2) in six)' /etc/ufw/user6.rules -)
	_want=$(awk -v p="$ports" '/ sshd\// { n = split(p, port, " "); for (i = 1; i <= n; i++) { l = $0; sub(/sshd/, port[i], l); print l }; next } 1')
	_add=$(echo "$_want" | grep -vxF "$_have") _drop=$(echo "$_have" | grep " comment 'flux: " | grep -vxF "$_want")
	case $_add$_drop$due in
	\ | \ [!u]*) ! grep -q ^ENABLED=yes /etc/ufw/ufw.conf || ! iptables -S ufw-user-input >/dev/null 2>&1 || return 0 ;;
	esac
	flux_differs "ufw on; add: $_add; delete: $_drop" || return 0
	flux_keep ufw ufw || return
	_first=$count
	for _file in ufw.conf user.rules user6.rules; do
		flux_keep file "/etc/ufw/$_file" || return
	done
	flux_ufw_each prepend "$_add" && flux_ufw_each delete "$_drop" && flux_try ufw --force enable && flux_try ufw reload || return
	for _file in ufw.conf user.rules user6.rules; do
		_first=$((_first + 1))
		cp "/etc/ufw/$_file" "$run/$_first.new"
	done
	flux_done ufw
}

# flux_ufw_each prepend|delete RULES: one command a line
flux_ufw_each() {
	_how=$1 _rules=$2
	while read -r _rule; do
		[ -n "$_rule" ] || continue
		_comment=${_rule#* comment \'}
		# shellcheck disable=SC2086 # a rule is a list of words
		set -- "$_how" ${_rule%% comment *}
		case $1 in prepend) set -- "$@" comment "${_comment%\'}" ;; esac
		flux_try ufw "$@" || return
		case $out in *Skipping*) shift && flux_try ufw "$@" || return ;; esac
	done <<FLUX
$_rules
FLUX
}

## ufw-init, for ufw itself would rewrite the restored files. The empty chains that it leaves in the kernel go too.
# flux_undo_ufw: the kernel has the restored rules, or none if ufw was off
flux_undo_ufw() {
	if grep -q ^ENABLED=yes /etc/ufw/ufw.conf; then
		/lib/ufw/ufw-init reload
		return
	fi
	/lib/ufw/ufw-init force-stop
	for _cmd in iptables ip6tables; do
		"$_cmd-save" | grep -v ufw | "$_cmd-restore"
	done
} >/dev/null 2>&1
