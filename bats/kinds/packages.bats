# shellcheck shell=bats
# The kind `packages`: installed in one transaction, which removes nothing; rollback purges what came, and only that.
load ../lib/machine
load ../lib/kind
load ../lib/samples

STEP=packages.install
NEEDS=apt

resources() {
	cat <<'JSON'
[
	{"kind": "packages", "id": "t.packages", "packages": [{"module": "t", "name": "jq"}, {"module": "t", "name": "sudo"}]},
	{"kind": "packages", "id": "t.more", "packages": [{"module": "t", "name": "tmux"}]}
]
JSON
}

holds() {
	[ "$(inside sh -c 'echo "[1,2]" | jq -c add' 2>&1)" = 3 ] && inside tmux -V >/dev/null 2>&1 && inside sudo -V >/dev/null
}

breaks() { verb fault "$MACHINE" apt-down; }
mends() { verb fault "$MACHINE" apt-up; }
drifts() { as_root 'DEBIAN_FRONTEND=noninteractive apt-get -qy purge jq'; }

# new_package [FIELD] [SHELL]: there is a package flux-new, which is to be installed, with settings /etc/flux-new.conf; and what the shell does.
new_package() {
	with_samples "
		mkdir -p /tmp/sample/etc /tmp/sample/DEBIAN
		echo '# as packaged' >/tmp/sample/etc/flux-new.conf
		echo /etc/flux-new.conf >/tmp/sample/DEBIAN/conffiles
		printf '%s\\n' '#!/bin/sh' '[ \"\$1\" != purge ] || rm -rf /etc/flux-shared' >/tmp/sample/DEBIAN/postrm
		chmod 755 /tmp/sample/DEBIAN/postrm
		sample_package flux-new 1 '${1:-}'
		${2:-}
		sample_index"
	use_resources <<<'[{"kind": "packages", "id": "t.packages", "packages": [{"module": "t", "name": "flux-new"}]}]'
}

# is_installed PACKAGE VERSION
is_installed() { [ "$(inside dpkg-query -W -f '${db:Status-Status} ${Version}' "$1")" = "installed $2" ]; }

# drives_out: what could only be installed by removing something is not installed, and the message names what would go.
drives_out() {
	new_package 'Conflicts: flux-old' 'sample_package flux-old 1; dpkg -i /srv/samples/flux-old_1_all.deb'
	remember_machine odd
	flux_is 1 --apply
	grep '^failed  *packages.install ' <<<"$said"
	is_installed flux-old 1
	same_machine odd
}

# settings_left: an earlier removal left settings, which somebody had changed.
settings_left() {
	new_package '' 'dpkg -i /srv/samples/flux-new_1_all.deb; echo "# mine" >>/etc/flux-new.conf; dpkg -r flux-new'
	remember_machine odd
	flux_is 0 --apply
	is_installed flux-new 1
	inside grep -Fx '# mine' /etc/flux-new.conf
	flux_is 0 --rollback
	same_machine odd
}

# settings_of_others: the package's purge deletes a folder where somebody has secrets of his own, older than the package and younger.
settings_of_others() {
	new_package '' 'mkdir -m 700 /etc/flux-shared; (umask 077; echo secret >"/etc/flux-shared/a key"); ln -s "a key" /etc/flux-shared/key
		touch "/etc/a name of two
lines" "/etc/flux-shared/back-slash"'
	remember_machine odd
	flux_is 0 --apply
	as_root 'echo younger >/etc/flux-shared/other; chmod 640 /etc/flux-shared/other; chown :adm /etc/flux-shared/other'
	flux_is 0 --rollback
	[ "$(inside sh -c 'stat -c "%a %U:%G" /etc/flux-shared/other; cat /etc/flux-shared/other' | tr '\n' ' ')" = '640 root:adm younger ' ]
	as_root 'rm /etc/flux-shared/other'
	same_machine odd
}

# settings_since: what somebody has changed in the package's settings since is kept and shown; --force lets go of it.
settings_since() {
	new_package
	remember_machine odd
	flux_is 0 --apply
	as_root 'echo "# mine" >>/etc/flux-new.conf'
	flux_is 5 --rollback
	grep 'not taken back: packages flux-new, for somebody changed /etc/flux-new.conf since; --force restores it' <<<"$said"
	inside grep -Fx '# mine' /etc/flux-new.conf
	[ "$(inside dpkg-query -W -f '${db:Status-Status}' flux-new)" = config-files ]
	flux_is 0 --rollback --force
	same_machine odd
}

# needs_a_newer_one: what is there and is only brought up to date with it stays.
needs_a_newer_one() {
	new_package 'Depends: flux-old (>= 2)' 'sample_package flux-old 1; dpkg -i /srv/samples/flux-old_1_all.deb; sample_package flux-old 2'
	flux_is 0 --apply
	is_installed flux-old 2
	flux_is 0 --rollback
	is_installed flux-old 2
	fails is_installed flux-new 1
}

# half_there: somebody's installation of it was cut off: it is ended, and what was there stays.
half_there() {
	new_package '' 'dpkg --unpack /srv/samples/flux-new_1_all.deb'
	flux_is 0 --apply
	is_installed flux-new 1
	flux_is 0 --dry-run
	flux_is 0 --rollback
	is_installed flux-new 1
}

# locked: another process has dpkg's locks: a rollback waits for them.
locked() {
	new_package
	remember_machine odd
	flux_is 0 --apply
	verb fault "$MACHINE" apt-lock 8
	flux_is 0 --rollback
	same_machine odd
}

# apart FUNCTION: a test after which nothing goes on with its machine.
apart() {
	"$1"
	rm -f "$BATS_FILE_TMPDIR/booted"
}

test_kind
bats_test_function --description 'what would drive out another package is not installed' -- apart drives_out
bats_test_function --description 'settings that an earlier removal left are there after a rollback' -- apart settings_left
bats_test_function --description 'what others have where the package would purge is there after a rollback' -- apart settings_of_others
bats_test_function --description 'settings of the package that somebody changed since are kept, unless forced' -- apart settings_since
bats_test_function --description 'a package that is brought up to date for it stays' -- apart needs_a_newer_one
bats_test_function --description 'a package that was left half installed is put right, and stays' -- apart half_there
bats_test_function --description 'a rollback waits for the locks of dpkg' -- apart locked
