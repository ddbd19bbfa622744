# shellcheck shell=bats
# The kind `hostname`: the machine's own name, now and after a reboot.
load ../lib/machine
load ../lib/kind

STEP=t.name

resources() {
	cat <<'JSON'
[
	{"kind": "hostname", "id": "t.name", "name": "web1"}
]
JSON
}

holds() { [ "$(inside uname -n)" = web1 ] && [ "$(inside cat /etc/hostname)" = web1 ]; }
breaks() { wraps /usr/bin/hostname 'case $1 in web1) exit 1 ;; esac'; }
mends() { unwraps /usr/bin/hostname; }
drifts() { as_root 'hostname other'; }
edits() { as_root 'echo mine >/etc/hostname; hostname mine'; }
edited() { [ "$(inside cat /etc/hostname) $(inside uname -n)" = 'mine mine' ]; }

test_kind
