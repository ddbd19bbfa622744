# shellcheck shell=bats
# The kind `interfaceStanzas`: /etc/network/interfaces says nothing of these interfaces any more, and reads the files beside it.
load ../lib/machine
load ../lib/kind

STEP=t.stanzas

resources() {
	cat <<'JSON'
[{"kind": "interfaceStanzas", "id": "t.stanzas", "interfaces": ["eth8", "eth9"]}]
JSON
}

starts() {
	as_root 'mkdir -p /etc/network
		printf "%s\n" "# mine" "auto lo eth7" "iface lo inet loopback" "" "auto eth9" "iface eth9 inet static" "	address 192.0.2.9/24" \
			"iface eth7 inet dhcp" "	mtu 1400" "iface eth8 inet6 auto" >/etc/network/interfaces'
}

is() { [ "$(inside cat /etc/network/interfaces)" = "$1" ] || { inside cat /etc/network/interfaces && return 1; }; }
holds() { is $'# mine\nauto lo eth7\niface lo inet loopback\n\niface eth7 inet dhcp\n\tmtu 1400\nsource /etc/network/interfaces.d/*'; }
lacks() { inside grep -q '^iface eth9' /etc/network/interfaces; }
breaks() { wraps /usr/bin/mv 'case $* in *" /etc/network/interfaces") exit 1 ;; esac'; }
mends() { unwraps /usr/bin/mv; }
drifts() { as_root 'printf "%s\n" "auto eth9" "iface eth9 inet dhcp" >>/etc/network/interfaces'; }
edits() { as_root 'echo "# more of mine" >>/etc/network/interfaces'; }
edited() { [ "$(inside tail -n 1 /etc/network/interfaces)" = '# more of mine' ]; }

test_kind
