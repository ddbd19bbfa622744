# shellcheck shell=bats
# The kind `repeat`: steps run again when sshd has other ports: the firewall's old port closes as soon as sshd has moved.
# Judged by scans and log-ins from outside.
load ../lib/machine
load ../lib/kind

STEP=t.settled
NEEDS=ufw

resources() {
	cat <<'JSON'
[
	{"kind": "require", "id": "t.sshd", "guard": {"is": "sshd-works"}},
	{"kind": "firewall", "id": "t.rules", "risk": "lockout", "needs": ["t.sshd"],
	 "backend": {"name": "ufw", "rules": ["limit sshd/tcp comment 'flux: ssh'", "limit 2222/tcp comment 'flux: ssh'"]}},
	{"kind": "file", "id": "t.port", "path": "/etc/ssh/sshd_config.d/00-port.conf", "mode": "600", "owner": "root:root", "content": "Port 2222\n",
	 "notify": "t.reload", "needs": ["t.rules"]},
	{"kind": "reload", "id": "t.reload", "unit": "ssh", "listens": {"port": 2222}, "needs": ["t.port"]},
	{"kind": "repeat", "id": "t.settled", "steps": ["t.rules"], "needs": ["t.reload"]}
]
JSON
}

# As firewall.policy has it: ufw is to leave the kernel's parameters alone.
starts() {
	installs ufw
	as_root 'sed -i "s/^IPT_SYSCTL=.*/IPT_SYSCTL=/" /etc/default/ufw'
}

# open_at PORT: exactly this one of 22 and 2222 answers, over IPv4 and IPv6, and the operator gets in there.
open_at() {
	local family found place
	for family in '' -6; do
		found=$(verb ports "$MACHINE" $family 22,2222 | sed -n 's/ open$//p')
		[ "$found" = "$1" ] || { echo "open ${family:-v4}: ${found//$'\n'/ }, not $1" && return 1; }
	done
	next_place
	verb ssh "$MACHINE" -p "$1" -b "10.77.0.$place" sudo -n true && verb ssh "$MACHINE" -p "$1" -6 -b "fd77::$place" sudo -n true
}

holds() { open_at 2222; }
lacks() { open_at 22; }
pulse() { inside sh -c 'iptables-save; ip6tables-save' | grep -v '^[#:]'; inside systemctl show -P MainPID ssh; }

# A ufw that takes no rule away.
breaks() { wraps /usr/sbin/ufw 'case " $* " in *" delete "*) echo "no" >&2; exit 1 ;; esac'; }
mends() { unwraps /usr/sbin/ufw; }
drifts() { as_root 'ufw allow 22/tcp comment "flux: ssh"'; }

test_kind
