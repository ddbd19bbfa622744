# shellcheck shell=bats
# The kind `hostsEntry`: names of addresses in /etc/hosts; lines of other addresses stay.
load ../lib/machine
load ../lib/kind

STEP=t.hosts

resources() {
	cat <<'JSON'
[
	{"kind": "hostsEntry", "id": "t.hosts", "entries": [{"ip": "10.0.0.5", "names": ["db1.example.org", "db1"]}, {"ip": "2001:db8::5", "names": ["db6"]}]}
]
JSON
}

starts() { as_root 'printf "10.0.0.5 old\n# mine\n10.0.0.5 older\n10.0.0.51 other\n" >>/etc/hosts'; }

# address_of FAMILY NAME: what the C library finds.
address_of() {
	if inside sh -c '[ -x /lib/ld-musl-*.so.1 ]'; then
		inside ping "-$1" -c 1 -W 1 "$2" | sed -n '1s/.*(\([^()]*\)).*/\1/p'
	else
		inside getent "ahostsv$1" "$2" | head -n 1 | cut -d' ' -f1
	fi
}

holds() {
	[ "$(inside grep -c '^10.0.0.5 ' /etc/hosts)" = 1 ] || return
	[ "$(address_of 4 db1.example.org)" = 10.0.0.5 ] && [ "$(address_of 6 db6)" = 2001:db8::5 ] || return
	inside grep -qx '# mine' /etc/hosts && inside grep -qx '10.0.0.51 other' /etc/hosts && inside grep -q '^127.0.0.1' /etc/hosts
}
breaks() { wraps /usr/bin/mv 'case $* in *" /etc/hosts") exit 1 ;; esac'; }
mends() { unwraps /usr/bin/mv; }
drifts() { as_root 'sed -i s/db1/db2/ /etc/hosts'; }
edits() { as_root 'echo "192.0.2.9 mine" >>/etc/hosts'; }
edited() { [ "$(inside tail -n 1 /etc/hosts)" = '192.0.2.9 mine' ]; }

test_kind
