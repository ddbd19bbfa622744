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
		mkdir -p /tmp/sample/etc/flux-new.d /tmp/sample/usr/share /tmp/sample/DEBIAN
		echo data >/tmp/sample/usr/share/flux-new
		echo '# as packaged' >/tmp/sample/etc/flux-new.conf
		echo '# more' >/tmp/sample/etc/flux-new.d/more.conf
		printf '%s\\n' /etc/flux-new.conf /etc/flux-new.d/more.conf >/tmp/sample/DEBIAN/conffiles
		printf '%s\\n' '#!/bin/sh' '[ \"\$1\" != purge ] || rm -rf /etc/flux-shared' >/tmp/sample/DEBIAN/postrm
		chmod 755 /tmp/sample/DEBIAN/postrm
		sample_package flux-new 1 '${1:-}'
		${2:-}
		sample_index"
	wants
}

# wants [PACKAGE]: the script installs flux-new, and the package.
wants() {
	use_resources <<<'[{"kind": "packages", "id": "t.packages", "packages": [{"module": "t", "name": "flux-new"}'"${1:+, {\"module\": \"t\", \"name\": \"$1\"\}}"']}]'
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

# unpacks SIGNAL: applies, and dpkg gets the signal when it has unpacked the package's files, before it notes which these are.
unpacks() {
	verb kill-at "$MACHINE" 1 --signal "$1" --deep --call rename --path /usr/share/flux-new.dpkg-new sh /opt/flux.sh --apply
}

# is_half: dpkg knows that it has begun to unpack the package, and none of its files.
is_half() {
	[ "$(inside dpkg-query -W -f '${db:Status-Eflag} ${db:Status-Status}' flux-new)" = 'reinstreq half-installed' ]
	inside test ! -e /var/lib/dpkg/info/flux-new.list -a -d /etc/flux-new.d
}

# dpkg_killed: a dpkg that does not come to its end, at no try: what it has begun can be taken back later.
dpkg_killed() {
	new_package
	remember_machine odd
	said=$(unpacks KILL) || :
	grep '^exit 5 ' <<<"$said"
	is_half
	flux_is 0 --rollback
	same_machine odd
}

# power_cut [SHELL] [PACKAGE]: the next run ends what dpkg was at; a rollback knows that nothing of the package was there before. The shell does first
# to the disk what the cut has done beside that, and the next run may want another package too. As any real package it depends on something, which tells apt that dpkg's half one is another.
power_cut() {
	new_package 'Depends: dpkg' 'sample_package flux-old 1'
	remember_machine odd
	as_root 'cp -p /var/lib/dpkg/status /var/tmp/status'
	unpacks STOP &
	timeout 120 sh -c 'until [ -e "$0" ]; do sleep 0.1; done' "$FLUX_SYSTEMS_HOME/run/$MACHINE/root/usr/share/flux-new"
	verb reboot "$MACHINE" --cut
	wait
	is_half
	as_root "${1:-:}; rm -f /var/tmp/status"
	wants "${2:-}"
	flux_is 0 --apply
	is_installed flux-new 1
	flux_is 0 --dry-run
	wants
	flux_is 0 --rollback
	same_machine odd
}

# dpkg_forgets: what dpkg had noted was not on the disk yet, and files of the package were.
dpkg_forgets() {
	power_cut 'rm -rf /var/lib/dpkg/updates/* /var/lib/dpkg/tmp.ci; mv /var/tmp/status /var/lib/dpkg/status'
}

# more_wanted: the next run installs another package beside.
more_wanted() {
	power_cut : flux-old
	fails is_installed flux-old 1
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
bats_test_function --description 'dpkg is killed while it unpacks: a rollback takes that back' -- apart dpkg_killed
bats_test_function --description 'power is cut while dpkg unpacks: the next run ends it, and a rollback takes everything back' -- apart power_cut
bats_test_function --description 'power is cut while dpkg unpacks, and it has forgotten that: the same' -- apart dpkg_forgets
bats_test_function --description 'power is cut while dpkg unpacks, and the next run installs more: the same' -- apart more_wanted
