# shellcheck shell=bats
# The kind `firewall` with nftables: a table of our own, loaded by a unit of our own; tables of others stay. Judged by scans
# from outside, over IPv4 and IPv6.
load ../lib/machine
load ../lib/kind

STEP=t.rules
NEEDS=nft

resources() {
	cat <<'JSON'
[
	{"kind": "require", "id": "t.sshd", "guard": {"is": "sshd-works"}},
	{"kind": "file", "id": "t.unit", "path": "/etc/systemd/system/flux-firewall.service", "mode": "644", "owner": "root:root", "notify": "t.service",
	 "needs": ["t.sshd"],
	 "content": "[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStart=/usr/sbin/nft -f /etc/flux/firewall.nft\nExecReload=/usr/sbin/nft -f /etc/flux/firewall.nft\nExecStop=/usr/sbin/nft delete table inet flux\n[Install]\nWantedBy=sysinit.target\n"},
	{"kind": "firewall", "id": "t.rules", "risk": "lockout", "notify": "t.service", "needs": ["t.unit"],
	 "backend": {"name": "nftables", "path": "/etc/flux/firewall.nft",
	  "ruleset": "table inet flux\ndelete table inet flux\ntable inet flux {\n\tchain input {\n\t\ttype filter hook input priority filter; policy drop;\n\t\tiif lo accept\n\t\tct state established,related accept\n\t\ticmpv6 type { nd-neighbor-solicit, nd-neighbor-advert, nd-router-advert } accept\n\t\ttcp dport $sshd accept\n\t\ttcp dport 9000 accept\n\t}\n}\n"}},
	{"kind": "service", "id": "t.service", "unit": "flux-firewall.service", "risk": "lockout", "needs": ["t.rules"]}
]
JSON
}

starts() {
	installs nftables
	listener web-9000 9000 ::
	listener web-9001 9001 ::
	as_root 'nft add table inet others; nft add set inet others precious "{ type inet_service; elements = { 1, 2 }; }"'
}

# open_ports PORT...: exactly these answer.
open_ports() {
	local family found
	for family in '' -6; do
		found=$(verb ports "$MACHINE" $family 22,80,9000,9001 | sed -n 's/ open$//p' | tr '\n' ' ')
		[ "$found" = "$* " ] || { echo "open ${family:-v4}: $found, not: $*" && return 1; }
	done
}

holds() {
	open_ports 22 9000 && operator_gets_in && inside nft list set inet others precious | grep -q 'elements = { 1, 2 }'
}
lacks() { open_ports 22 9000 9001 && operator_gets_in; }
pulse() { inside nft -a -s list ruleset; }

# An nft that finds fault with every file.
breaks() { wraps /usr/sbin/nft 'case " $* " in *" -c "*) echo "no" >&2; exit 1 ;; esac'; }
mends() { unwraps /usr/sbin/nft; }
drifts() { as_root "sed -i /9000/d /etc/flux/firewall.nft; systemctl restart flux-firewall"; }
edits() { as_root 'echo "# by hand" >>/etc/flux/firewall.nft'; }
edited() { inside grep -q 'by hand' /etc/flux/firewall.nft; }

# emptied: somebody took the live rules away: the next run loads them again.
emptied() {
	applied_once
	as_root 'nft delete table inet flux'
	flux_is 2 --dry-run
	flux_is 0 --apply
	holds
	flux_is 0 --rollback
	flux_is 0 --rollback
	same_machine before
}

test_kind
bats_test_function --description 'rules that somebody took out of the kernel are loaded again' -- emptied
