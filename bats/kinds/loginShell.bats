# shellcheck shell=bats
# The kind `loginShell`: the shell that users get when they log in, judged by logging in. It is a copy of dash, so that no other
# process is one.
load ../lib/machine
load ../lib/kind

STEP=t.shell
NEEDS=usermod

resources() {
	cat <<'JSON'
[
	{"kind": "loginShell", "id": "t.shell", "shell": "/usr/local/bin/flux-shell", "users": ["carol", "dave", "eve", "root"]}
]
JSON
}

# Dave has it already; eve's entry names none, which means /bin/sh; a name begins like carol's.
starts() {
	as_root '
		cp /bin/dash /usr/local/bin/flux-shell
		useradd -m -s /bin/bash carol
		useradd -m -s /usr/local/bin/flux-shell dave
		useradd -m -s /bin/bash eve
		sed -i "/^eve:/s,[^:]*\$,," /etc/passwd
		useradd -m -s /bin/bash carol2'
}

# shell_of NAME: the program that a log-in starts.
shell_of() { inside su -l "$1" -c 'readlink /proc/$$/exe; :'; }

holds() {
	local name
	for name in carol dave eve root; do
		[ "$(shell_of "$name")" = /usr/local/bin/flux-shell ] || { echo "$name has another" && return 1; }
	done
	[ "$(shell_of carol2)" = /usr/bin/bash ]
}
lacks() { [ "$(shell_of carol) $(shell_of eve) $(shell_of root)" = '/usr/bin/bash /usr/bin/dash /usr/bin/bash' ]; }
# A shell that ends at once would let nobody in.
breaks() { wraps /usr/local/bin/flux-shell 'exit 1'; }
mends() { unwraps /usr/local/bin/flux-shell; }
drifts() { as_root 'usermod -s /bin/sh carol'; }
edits() { as_root 'usermod -s /bin/sh carol'; }
edited() { [ "$(inside getent passwd carol | cut -d: -f7)" = /bin/sh ]; }

# nobody: in a dry run the shell and a user may be yet to come; in a run they are errors, and the others are as before.
nobody() {
	as_root 'userdel -f eve'
	remember_machine odd
	flux_is 2 --dry-run
	same_machine odd
	flux_is 1 --apply
	grep '^failed  *t.shell .*no user eve' <<<"$said"
	same_machine odd
	resources | sed 's,/usr/local/bin/flux-shell,/bin/no-such-shell,' | use_resources
	remember_machine odd
	flux_is 2 --dry-run
	grep '^assumed  *t.shell ' <<<"$said"
	flux_is 1 --apply
	same_machine odd
	rm -f "$BATS_FILE_TMPDIR/booted"
}

test_kind
bats_test_function --description 'no such user, no such shell' -- nobody
