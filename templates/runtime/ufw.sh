## A rule is written as "ufw show added" prints it, less its comment; a later one is matched earlier; port "sshd" is what sshd
## listens on. The files are read, for ufw itself takes longer than all the rest, and does not show that an IPv6 twin is gone.
## Rules of others stay. "prepend" skips a rule that differs in action or comment only: that one is then taken out first.
# flux_ufw: ufw is on with the "RULE comment 'flux: ...'" of standard input, and no other rule with such a comment
flux_ufw() {
	[ -x /usr/sbin/ufw ] || {
		flux_assume /usr/sbin/ufw
		return
	}
	_todo=$(flux_ufw_todo)
	[ -n "$_todo" ] || case $due in *' ufw '*) ;; *) ! iptables -S ufw-user-input >/dev/null 2>&1 || return 0 ;; esac
	flux_differs "ufw: $_todo" || return 0
	flux_keep ufw ufw "$(flux_policies)" || return
	_first=$count
	for _file in ufw.conf user.rules user6.rules; do
		flux_keep file "/etc/ufw/$_file" || return
	done
	_half=''
	! flux_ufw_half || { _half=yes && sed -i s/^ENABLED=yes/ENABLED=no/ /etc/ufw/ufw.conf; } || return
	while read -r _how _rule; do
		_comment=${_rule#* comment \'}
		# shellcheck disable=SC2086 # a rule is a list of words
		set -- ${_rule%% comment *}
		case $_how in
		prepend) flux_try ufw prepend "$@" comment "${_comment%\'}" || return ;;
		delete) flux_try ufw delete "$@" || return ;;
		esac
		case $out in *Skipping*) flux_ufw_twin "$@" && flux_try ufw prepend "$@" comment "${_comment%\'}" || return ;; esac
	done <<FLUX
$_todo
FLUX
	[ -z "$_half" ] || { sed -i s/^ENABLED=no/ENABLED=yes/ /etc/ufw/ufw.conf && flux_try /lib/ufw/ufw-init force-reload; } || return
	flux_try ufw --force enable && flux_try ufw reload || return
	for _file in ufw.conf user.rules user6.rules; do
		_first=$((_first + 1))
		cp -p "/etc/ufw/$_file" "$run/$_first.new"
	done
	flux_done ufw
}

## With IPV6=no until now it has no chains for IPv6, where a rule could not be added: all are loaded when they stand in its files.
# flux_ufw_half: ufw is at work, but not for IPv6, which it is told to filter
flux_ufw_half() {
	grep -q ^IPV6=yes /etc/default/ufw && iptables -S ufw-user-input && ! ip6tables -S ufw6-user-input
} >/dev/null 2>&1

## ufw has one rule only of the same ports and sources, and moves none: a twin far below would be matched too late.
# flux_ufw_twin ACTION WORD...: no rule differs in nothing but its action or comment
flux_ufw_twin() {
	shift
	for _action in allow deny limit reject; do
		ufw delete "$_action" "$@" >/dev/null 2>&1
	done
	:
}

## A rule from anywhere is whole if it stands in both files, one of an interface or a port of the sender is another. The comment "flux: " is 666c75783a20
## there. Behind a rule of others that shuts everybody out of something a rule may be matched too late; and where one is put in front, so are those that are to be matched before it.
# flux_ufw_todo: what is missing of standard input ("prepend RULE"), what is there of ours beside it ("delete RULE"), "enable" if ufw is off
flux_ufw_todo() {
	awk -v ports="$ports" '
		FILENAME == "-" {
			n = / sshd\// ? split(ports, port, " ") : 1
			for (i = 1; i <= n; i++) {
				line[++lines] = $0
				sub(/ sshd\//, " " port[i] "/", line[lines])
				rule[lines] = line[lines]
				sub(/ comment .*/, "", rule[lines])
				want[rule[lines]]
			}
		}
		$2 == "tuple" {
			all = $9 ~ /\/0$/
			r = $4 " " $6 ($5 == "any" ? "" : "/" $5)
			if (!all) r = $4 " from " $9 ($6 == "any" ? "" : " to any port " $6) ($5 == "any" ? "" : " proto " $5)
			if (/comment=666c75783a20/) ours[r]
			else if (all && $4 ~ /^(deny|reject)/) shut = FILENAME
			if ($7 ~ /\/0$/ && $8 $10 == "anyin" && shut != FILENAME && (!all || seen[r]++)) have[r]
		}
		/^ENABLED=yes/ { on = 1 }
		END {
			for (i = 1; i <= lines; i++) if (more += !(rule[i] in have)) print "prepend", line[i]
			for (r in ours) if (!(r in want)) print "delete", r
			if (!on) print "enable"
		}' - /etc/ufw/user.rules /etc/ufw/user6.rules /etc/ufw/ufw.conf
}

# flux_policies: prints "COMMAND CHAIN POLICY " for each chain that has a policy
flux_policies() {
	for _cmd in iptables ip6tables; do
		"$_cmd" -S | sed -n "s/^-P/$_cmd/p"
	done 2>/dev/null | tr '\n' ' '
}

## ufw-init, for ufw itself would rewrite the restored files. It leaves empty chains in the kernel, which go too, and ACCEPT for a policy.
# flux_undo_ufw ufw POLICIES: the kernel has the restored rules; if ufw was off, those of others alone, and POLICIES
flux_undo_ufw() {
	if grep -q ^ENABLED=yes /etc/ufw/ufw.conf; then
		/lib/ufw/ufw-init force-reload
		return
	fi
	/lib/ufw/ufw-init force-stop
	# shellcheck disable=SC2086 # a list of words
	set -- $2
	while [ $# -gt 2 ]; do
		"$1" -P "$2" "$3"
		shift 3
	done
	for _cmd in iptables ip6tables; do
		"$_cmd-save" | grep -Ev '^(:|-A |-A .* -[gj] )ufw6?-' | "$_cmd-restore"
	done
} >/dev/null 2>&1
