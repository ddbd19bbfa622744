# shellcheck shell=bats
# The kind `absent`: a file, or a link wherever it leads, is not there; rollback brings it back as it was.
load ../lib/machine
load ../lib/kind

STEP=t.file

resources() {
	cat <<'JSON'
[
	{"kind": "absent", "id": "t.file", "path": "/etc/flux test/a $(b)"},
	{"kind": "absent", "id": "t.link", "path": "/etc/flux test/link"},
	{"kind": "absent", "id": "t.never", "path": "/etc/flux test/never"}
]
JSON
}

starts() {
	as_root 'mkdir "/etc/flux test"
		echo old >"/etc/flux test/a \$(b)"
		chmod 640 "/etc/flux test/a \$(b)"
		chown daemon:mail "/etc/flux test/a \$(b)"
		ln -s /etc/passwd "/etc/flux test/link"'
}

holds() {
	inside sh -c '[ ! -e "/etc/flux test/a \$(b)" ] && [ ! -L "/etc/flux test/link" ] && [ -s /etc/passwd ]'
}
lacks() { inside sh -c '[ -s "/etc/flux test/a \$(b)" ] && [ -L "/etc/flux test/link" ]'; }
# Something that is no file has the name.
breaks() { as_root 'mv "/etc/flux test/a \$(b)" /root/kept; mkdir "/etc/flux test/a \$(b)"; touch "/etc/flux test/a \$(b)/theirs"'; }
mends() { as_root 'rm -r "/etc/flux test/a \$(b)"; mv /root/kept "/etc/flux test/a \$(b)"'; }
drifts() { as_root 'echo again >"/etc/flux test/a \$(b)"'; }
edits() { as_root 'echo theirs >"/etc/flux test/a \$(b)"'; }
edited() { [ "$(inside cat '/etc/flux test/a $(b)')" = theirs ]; }

test_kind
