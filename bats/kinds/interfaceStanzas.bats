# shellcheck shell=bats
# The kind `interfaceStanzas`: the files of ifupdown and netplan say nothing of these interfaces any more, and all that they said of others; what
# lies beside /etc/network/interfaces is read.
load ../lib/machine
load ../lib/kind

STEP=t.stanzas

resources() {
	cat <<'JSON'
[
	{"kind": "interfaceStanzas", "id": "t.stanzas", "manager": "ifupdown", "interfaces": ["eth8", "eth9"]},
	{"kind": "interfaceStanzas", "id": "t.devices", "manager": "netplan", "interfaces": ["eth8", "eth9"]}
]
JSON
}

starts() {
	as_root 'mkdir -p /etc/network/interfaces.d /etc/netplan
		printf "%s\n" "# mine" "auto lo eth7" "iface lo inet loopback" "" "auto eth9" "iface eth9 inet static" "	address 192.0.2.9/24" \
			"iface eth7 inet dhcp" "	mtu 1400" "iface eth8 inet6 auto" >/etc/network/interfaces
		printf "%s\n" "auto eth9 eth6" "iface eth9 inet dhcp" "iface eth6 inet dhcp" >/etc/network/interfaces.d/50-cloud-init
		printf "%s\n" "# theirs" "network:" "  version: 2" "  ethernets:" "    eth9:" "      addresses:" "      - 192.0.2.9/24" "    eth7:" "      dhcp4: true" \
			"  vlans:" "    eth8: {id: 8, link: eth7}" >/etc/netplan/60-other.yaml
		chmod 600 /etc/netplan/60-other.yaml'
}

# is PATH LINES: so the file reads.
is() { [ "$(inside cat "$1")" = "$2" ] || { inside cat "$1" && return 1; }; }
holds() {
	is /etc/network/interfaces $'# mine\nauto lo eth7\niface lo inet loopback\n\niface eth7 inet dhcp\n\tmtu 1400\nsource /etc/network/interfaces.d/flux' &&
		is /etc/network/interfaces.d/50-cloud-init $'auto eth6\niface eth6 inet dhcp' &&
		is /etc/netplan/60-other.yaml $'# theirs\nnetwork:\n  version: 2\n  ethernets:\n    eth7:\n      dhcp4: true'
}
lacks() { inside grep -q '^iface eth9' /etc/network/interfaces; }
breaks() { wraps /usr/bin/mv 'case $* in *" /etc/network/interfaces") exit 1 ;; esac'; }
mends() { unwraps /usr/bin/mv; }
drifts() { as_root 'printf "%s\n" "auto eth9" "iface eth9 inet dhcp" >>/etc/network/interfaces; printf "%s\n" "  bonds:" "    eth8: {}" >>/etc/netplan/60-other.yaml'; }
edits() { as_root 'echo "# more of mine" >>/etc/network/interfaces'; }
edited() { [ "$(inside tail -n 1 /etc/network/interfaces)" = '# more of mine' ]; }

test_kind
