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

test_kind
