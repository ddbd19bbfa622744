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

# under_a_mount: nobody can remove or replace what something is mounted on; afterwards it is taken back.
under_a_mount() {
	applied_once
	as_root 'for name in checked old; do mount --bind /etc/flux-$name.conf /etc/flux-$name.conf; done'
	flux_is 5 --rollback
	grep 'not taken back: file /etc/flux-checked.conf: rm failed' <<<"$said"
	grep 'not taken back: file /etc/flux-old.conf: mv failed' <<<"$said"
	as_root 'for name in checked old; do umount /etc/flux-$name.conf; done; [ ! -e /etc/.flux-old.conf.flux ]'
	is /etc/flux-checked.conf 644 root:root <<<good
	rolled_back before
}

# a_directory: one that is there already is refused, and a link to one; neither is gone into.
a_directory() {
	local made
	as_root 'mkdir /srv/flux-folder'
	for made in 'mkdir' 'ln -s /srv/flux-folder'; do
		as_root "$made /etc/flux-checked.conf"
		remember_machine odd
		flux_is 1 --apply
		grep '/etc/flux-checked.conf is a directory or leads to one' <<<"$said"
		same_machine odd
		as_root 'rm -rf /etc/flux-checked.conf; [ -z "$(ls -A /srv/flux-folder)" ]'
	done
	as_root 'rmdir /srv/flux-folder'
	same_machine before
}

# a_directory_since: somebody put one in the place of what it made: not even --force goes into it.
a_directory_since() {
	applied_once
	as_root 'for name in checked old; do rm /etc/flux-$name.conf; mkdir /etc/flux-$name.conf; done'
	flux_is 5 --rollback
	flux_is 5 --rollback --force
	as_root 'for name in checked old; do rmdir /etc/flux-$name.conf; [ ! -e /etc/.flux-$name.conf.flux ]; done'
	rolled_back before --force
}

# mode_since: a mode or an owner that somebody set since is a change too.
mode_since() {
	applied_once
	as_root 'chmod 604 /etc/flux-old.conf; chown daemon /etc/flux-checked.conf'
	flux_is 5 --rollback
	grep 'file /etc/flux-old.conf, for somebody changed it since' <<<"$said"
	grep 'file /etc/flux-checked.conf, for somebody changed it since' <<<"$said"
	is /etc/flux-old.conf 604 daemon:daemon <<<new
	is /etc/flux-checked.conf 644 daemon:root <<<good
	rolled_back before --force
}

# deleted_since: what somebody deleted since was there before, or was not.
deleted_since() {
	applied_once
	as_root 'rm /etc/flux-old.conf /etc/flux-link.conf /etc/flux-checked.conf /etc/flux-new/a.conf'
	flux_is 5 --rollback
	as_root '[ ! -e /etc/flux-old.conf ] && [ ! -L /etc/flux-link.conf ] && [ ! -e /etc/flux-checked.conf ] && [ ! -e /etc/flux-new ]'
	rolled_back before --force
}

# made_since: it was killed before the file got its name, and somebody made one of that name.
made_since() {
	wraps sync 'case $* in *flux-checked*) kill -9 $PPID ;; esac'
	flux_is 137 --apply
	unwraps sync
	as_root 'echo mine >/etc/flux-checked.conf'
	flux_is 5 --rollback
	is /etc/flux-checked.conf 644 root:root <<<mine
	as_root 'rm /etc/flux-checked.conf'
	rolled_back before
}

test_kind
bats_test_function --description 'what cannot be removed or replaced is not taken back' -- under_a_mount
bats_test_function --description 'a directory of that name is refused, and a link to one' -- a_directory
bats_test_function --description 'a directory that somebody made there since stays, even if forced' -- a_directory_since
bats_test_function --description 'rollback keeps a mode and an owner that somebody set since, unless forced' -- mode_since
bats_test_function --description 'rollback keeps deleted what somebody deleted since, unless forced' -- deleted_since
bats_test_function --description 'killed before the file got its name: what somebody made there since stays' -- made_since
