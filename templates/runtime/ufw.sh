## Lines are written as "ufw show added" prints them; a later one is matched earlier. Port "sshd" is what sshd listens on.
## Rules of others stay. "prepend" skips a rule that differs in action or comment only: that one is then updated where it stands.
# flux_ufw: ufw is on with the rules of standard input, and with no other whose comment begins with "flux: "
flux_ufw() {
	[ -x /usr/sbin/ufw ] || {
		flux_assume /usr/sbin/ufw
		return
	}
	_have=$(ufw show added | sed -n 's/^ufw //p')
	_want=$(awk -v p="$ports" '/ sshd\// { n = split(p, port, " "); for (i = 1; i <= n; i++) { l = $0; sub(/sshd/, port[i], l); print l }; next } 1')
	_add=$(printf '%s\n' "$_want" | grep -vxF -e "$_have") _drop=$(printf '%s\n' "$_have" | grep " comment 'flux: " | grep -vxF -e "$_want")
	[ -n "$_add$_drop" ] || ! grep -q ^ENABLED=yes /etc/ufw/ufw.conf || ! iptables -S ufw-user-input >/dev/null || return 0
	flux_differs "ufw on; add: $_add; delete: $_drop" || return 0
	flux_keep ufw "$(sed -n s/^ENABLED=//p /etc/ufw/ufw.conf)" || return
	for _file in ufw.conf user.rules user6.rules; do
		flux_keep file /etc/ufw/$_file || return
	done
	while read -r _rule; do
		_words=${_rule%% comment *} _comment=${_rule#* comment \'}
		# shellcheck disable=SC2086 # a rule is a list of words
		[ -z "$_rule" ] || {
			flux_try ufw prepend $_words comment "${_comment%\'}" || return
			case $out in *Skipping*) flux_try ufw $_words comment "${_comment%\'}" || return ;; esac
		}
	done <<FLUX
$_add
FLUX
	printf '%s\n' "$_drop" | sed "s/ comment '.*//" | while read -r _rule; do
		# shellcheck disable=SC2086 # a rule is a list of words
		[ -z "$_rule" ] || flux_try ufw delete $_rule
	done
	flux_try ufw --force enable || return
	for _file in ufw.conf user.rules user6.rules; do
		cp /etc/ufw/$_file "$run/$((count - 2)).new" && count=$((count + 1))
	done
	count=$((count - 3))
}

## The empty chains that ufw leaves in the kernel go too.
# flux_undo_ufw ENABLED: the kernel has the restored rules, or none
flux_undo_ufw() {
	[ "$1" = yes ] && ufw reload && return
	ufw --force disable
	for _cmd in iptables ip6tables; do
		$_cmd-save | grep -v ufw- | $_cmd-restore
	done
} >/dev/null 2>&1
