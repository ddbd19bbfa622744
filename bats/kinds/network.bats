# shellcheck shell=bats
# The kind `network`: an interface is what its manager's file says, as seen from outside; if a gateway does not answer, it is what it was.
load ../lib/machine
load ../lib/kind

STEP=t.apply
NEEDS=systemd

resources() {
	cat <<'JSON'
[
	{"kind": "file", "id": "t.file", "path": "/etc/systemd/network/05-flux-host0.network", "mode": "644", "owner": "root:root",
	 "content": "[Match]\nName=host0\n[Network]\nAddress=10.77.0.2/24\nAddress=10.77.0.3/24\nAddress=fd77::2/64\nGateway=10.77.0.1\nIPv6AcceptRA=no\n",
	 "notify": "t.apply", "risk": "lockout"},
	{"kind": "network", "id": "t.apply", "interfaces": ["host0"], "addresses": ["10.77.0.2", "10.77.0.3"], "gateways": ["10.77.0.1"],
	 "manager": "networkd", "risk": "lockout", "needs": ["t.file"]}
]
JSON
}

# answers ADDRESS: to somebody outside.
answers() { verb outside "$MACHINE" nmap -sn -PR -n --host-timeout 2s --max-retries 1 "$1" | grep -q 'Host is up'; }
holds() { answers 10.77.0.3 && answers 10.77.0.2; }
lacks() { answers 10.77.0.2 && ! answers 10.77.0.3; }

# The gateway was there until now, and the machine remembers its hardware address.
breaks() {
	as_root 'ping -c 1 10.77.0.1 >/dev/null || :'
	verb outside "$MACHINE" ip addr del 10.77.0.1/24 dev "$(cat "$FLUX_SYSTEMS_HOME/run/$MACHINE/veth")"
	verb outside "$MACHINE" ip neigh flush all
}
mends() { verb outside "$MACHINE" ip addr add 10.77.0.1/24 dev "$(cat "$FLUX_SYSTEMS_HOME/run/$MACHINE/veth")"; }
drifts() { as_root 'ip addr del 10.77.0.3/24 dev host0'; }
edits() { as_root 'echo "# mine" >>/etc/systemd/network/05-flux-host0.network'; }
edited() { [ "$(inside tail -n 1 /etc/systemd/network/05-flux-host0.network)" = '# mine' ]; }

test_kind
