# shellcheck shell=bats
# The kind `firewall` with ufw: its rules, and that it is on. Judged by scans from outside, over IPv4 and IPv6.
load ../lib/machine
load ../lib/kind

STEP=t.rules
NEEDS=ufw

resources() {
	cat <<'JSON'
[
	{"kind": "require", "id": "t.sshd", "guard": {"is": "sshd-works"}},
	{"kind": "firewall", "id": "t.rules", "risk": "lockout", "needs": ["t.sshd"], "backend": {"name": "ufw", "rules": [
		"allow 9000/tcp comment 'flux: web'", "allow from 192.0.2.0/24 to any port 9001 proto tcp comment 'flux: db'",
		"limit sshd/tcp comment 'flux: ssh'"]}}
]
JSON
}

starts() {
	installs ufw
	# As firewall.policy has it: ufw is to leave the kernel's parameters alone.
	as_root 'sed -i "s/^IPT_SYSCTL=.*/IPT_SYSCTL=/" /etc/default/ufw'
	listener web-9000 9000 ::
	listener web-9001 9001 ::
}

# open_ports PORT...: exactly these answer.
open_ports() {
	local family found
	for family in '' -6; do
		found=$(verb ports "$MACHINE" $family 22,80,9000,9001 | sed -n 's/ open$//p' | tr '\n' ' ')
		[ "$found" = "$* " ] || { echo "open ${family:-v4}: $found, not: $*" && return 1; }
	done
}

holds() { open_ports 22 9000 && operator_gets_in && [ "$(inside systemctl is-enabled ufw)" = enabled ]; }
lacks() { open_ports 22 9000 9001 && operator_gets_in; }
pulse() { inside sh -c 'iptables-save; ip6tables-save' | grep -v '^[#:]'; }

# A ufw that cannot be turned on.
breaks() { wraps /usr/sbin/ufw 'case " $* " in *" enable "* | *" reload "*) echo "no" >&2; exit 1 ;; esac'; }
mends() { unwraps /usr/sbin/ufw; }
drifts() { as_root 'ufw delete allow 9000/tcp; ufw allow 9001/tcp comment "flux: db"; ufw disable'; }
edits() { as_root 'ufw allow 9001/tcp comment "by hand"'; }
edited() { inside grep -q '9001' /etc/ufw/user.rules; }

# rules_of_others: what somebody filtered by before ufw came is there afterwards.
rules_of_others() {
	local before
	as_root 'iptables -P FORWARD DROP; ip6tables -P OUTPUT DROP; ip6tables -A OUTPUT -j ACCEPT
		iptables -A INPUT -s 192.0.2.7 -m comment --comment "before ufw came" -j DROP'
	before=$(inside sh -c 'iptables -S; ip6tables -S')
	applied_once
	flux_is 0 --rollback
	diff <(echo "$before") <(inside sh -c 'iptables -S; ip6tables -S')
	as_root 'iptables -P FORWARD ACCEPT; ip6tables -P OUTPUT ACCEPT; ip6tables -F OUTPUT; iptables -F INPUT'
	same_machine before
}

# rules_of_theirs RULE...: ufw has these rules and is off; what apply makes of them lets in, and is taken back.
rules_of_theirs() {
	local rule
	as_root 'cp -a /etc/ufw /root/ufw'
	for rule; do as_root "ufw $rule"; done
	as_root 'ufw --force disable'
	remember_machine theirs
	applied_once
	second_run
	rolled_back theirs
	as_root 'cp -a /root/ufw/*.rules /etc/ufw; rm -r /root/ufw'
	same_machine before
}

test_kind
bats_test_function --description 'rules that others made too do not count behind one that shuts everybody out' -- rules_of_theirs 'deny 20:30/tcp' 'limit 22/tcp' \
	'allow from 192.0.2.0/24 to any port 9001 proto tcp' 'allow 9000/tcp'
bats_test_function --description 'a rule of one interface is another' -- rules_of_theirs 'allow in on eth7 to any port 9000 proto tcp'
bats_test_function --description 'rules and policies of others are there after a rollback' -- rules_of_others
