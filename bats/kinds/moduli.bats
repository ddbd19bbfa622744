# shellcheck shell=bats
# The kind `moduli`: groups of sshd's group exchange below a size are gone, comments and the others stay as they are.
load ../lib/machine
load ../lib/kind

STEP=t.moduli

resources() {
	cat <<'JSON'
[{"kind": "moduli", "id": "t.moduli", "path": "/etc/ssh/moduli", "minimum": 3072}]
JSON
}

starts() {
	as_root 'printf "%s\n" "# Time Type Tests Tries Size Generator Modulus" "20200101000000 2 6 100 2047 2 AAAA" \
		"20200101000000 2 6 100 3071 5 BBBB" "20200101000000 2 6 100 8191 2 CCCC" >/etc/ssh/moduli'
}

holds() {
	[ "$(inside awk '{ print $5 }' /etc/ssh/moduli | tr '\n' ' ')" = 'Tries 3071 8191 ' ]
}

breaks() { verb fault "$MACHINE" ro /etc/ssh; }
mends() { verb fault "$MACHINE" rw /etc/ssh; }
drifts() { as_root 'echo "20200101000000 2 6 100 1535 2 DDDD" >>/etc/ssh/moduli'; }
edits() { as_root 'echo "# mine" >>/etc/ssh/moduli'; }
edited() { inside grep -qx '# mine' /etc/ssh/moduli; }

test_kind
