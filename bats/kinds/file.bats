# shellcheck shell=bats
# The kind `file`: exactly this content, mode and owner. Content that a shell would trip over; a file that is not there, in a
# folder that is not there; one that is there, with other content, mode and owner; one that is a symbolic link.
load ../lib/machine
load ../lib/kind

STEP=t.checked

resources() {
	cat <<'JSON'
[
	{"kind": "file", "id": "t.new", "path": "/etc/flux-new/a.conf", "mode": "640", "owner": "root:adm",
	 "content": "FLUX\n$(touch /tmp/owned) `id` ${HOME} \\n \\\\ 'single' \"double\" %s\n\n\ttab and blanks  \n-n\nEOF\n"},
	{"kind": "file", "id": "t.old", "path": "/etc/flux-old.conf", "mode": "600", "owner": "daemon:daemon", "content": "new\n"},
	{"kind": "file", "id": "t.link", "path": "/etc/flux-link.conf", "mode": "644", "owner": "root:root", "content": "no link\n"},
	{"kind": "file", "id": "t.checked", "path": "/etc/flux-checked.conf", "mode": "644", "owner": "root:root", "content": "good\n",
	 "check": "/usr/local/bin/check --strict"}
]
JSON
}

starts() {
	as_root '
		printf "#!/bin/sh\n[ \"\$1\" = --strict ] && grep -qx good \"\$2\"\n" >/usr/local/bin/check
		chmod 755 /usr/local/bin/check
		echo old >/etc/flux-old.conf
		chmod 664 /etc/flux-old.conf
		! command -v python3 || python3 -c "import os; os.setxattr(\"/etc/flux-old.conf\", \"user.label\", b\"theirs\")"
		echo target >/etc/flux-target.conf
		ln -s flux-target.conf /etc/flux-link.conf'
}

# is PATH MODE OWNER: a plain file with these, and with the content on standard input.
is() {
	[ "$(inside stat -c '%F %a %U:%G' "$1")" = "regular file $2 $3" ] || { inside stat "$1" && return 1; }
	cat >"$BATS_FILE_TMPDIR/want"
	inside cat "$1" | diff "$BATS_FILE_TMPDIR/want" -
}

# keeps_attributes: those of the file that was rewritten; asked where there is a program to ask with.
keeps_attributes() {
	! inside sh -c 'command -v python3' >/dev/null ||
		[ "$(inside python3 -c 'import os; print(os.getxattr("/etc/flux-old.conf", "user.label"))')" = "b'theirs'" ]
}

holds() {
	is /etc/flux-new/a.conf 640 root:adm < <(resources | node -pe 'JSON.parse(require("fs").readFileSync(0, "utf8"))[0].content.slice(0, -1)') &&
		is /etc/flux-old.conf 600 daemon:daemon <<<new &&
		is /etc/flux-link.conf 644 root:root <<<'no link' &&
		is /etc/flux-checked.conf 644 root:root <<<good &&
		[ "$(inside cat /etc/flux-target.conf)" = target ] &&
		keeps_attributes &&
		! inside test -e /tmp/owned
}

breaks() { as_root 'mv /usr/local/bin/check /usr/local/bin/check.away; ln -s /bin/false /usr/local/bin/check'; }
mends() { as_root 'mv /usr/local/bin/check.away /usr/local/bin/check'; }
drifts() { as_root 'echo more >>/etc/flux-new/a.conf; chmod 666 /etc/flux-old.conf; chown root /etc/flux-old.conf; rm /etc/flux-checked.conf'; }
edits() { as_root 'echo "by hand" >>/etc/flux-old.conf'; }
edited() { [ "$(inside tail -n 1 /etc/flux-old.conf)" = 'by hand' ]; }

test_kind
