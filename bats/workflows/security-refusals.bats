# shellcheck shell=bats
# What the script must refuse, and then leave the machine as it was, byte for byte. One machine for all: each test finds
# it fresh because the one before changed nothing.
load ../lib/machine

setup_file() {
	require_machines
	touch "$BATS_FILE_TMPDIR/needs-boot"
}

# The first test boots the machine, and so does the one after a failure.
setup() {
	export FLUX_SYSTEMS_OWNER=${FLUX_SYSTEMS_OWNER:-$BATS_ROOT_PID}
	MACHINE=$(machine_name refusals)
	[ -e "$BATS_FILE_TMPDIR/needs-boot" ] || return 0
	boot_machine refusals
	remember_machine fresh
	rm "$BATS_FILE_TMPDIR/needs-boot"
}

teardown() {
	[ -n "${BATS_TEST_COMPLETED:-}" ] || touch "$BATS_FILE_TMPDIR/needs-boot"
}

teardown_file() {
	MACHINE=$(machine_name refusals) stop_machine
}

# clear_words: the script said in its own words what was wrong, and the shell had nothing to add.
clear_words() {
	grep -qE '^(flux: |failed |refused )' <<<"$said" || { printf 'no clear line in:\n%s\n' "$said" && return 1; }
	if grep -E '(^|/)flux\.sh: ([0-9]+|line [0-9]+): ' <<<"$said"; then return 1; fi
}

@test "without root: 3" {
	run inside setpriv --reuid 1000 --regid 1000 --clear-groups sh /opt/flux.sh
	[ "$status" -eq 3 ]
	grep -x 'flux: root is needed; nothing was changed' <<<"$output"
	same_machine fresh
}

# refused_where SHELL TEXT: where SHELL has mounted something, apply says 3 and TEXT.
refused_where() {
	run inside unshare --mount sh -ec "$1; exec sh /opt/flux.sh --apply"
	[ "$status" -eq 3 ]
	grep -x "flux: $2.*; nothing was changed" <<<"$output"
	same_machine fresh
}

@test "another distribution: 3" {
	refused_where 'echo ID=slackware >/run/other; mount --bind /run/other /usr/lib/os-release' 'slackware:sid is none of: debian:11 '
}

@test "systemd does not run: 3" {
	refused_where 'mount -t tmpfs none /run/systemd' 'systemd does not run here'
}

@test "the lock is a directory that somebody made: 3" {
	refused_where 'mount -t tmpfs none /run; mkdir -p /run/systemd/system /run/flux.lock' '/run/flux.lock is a directory'
}

@test "nothing says what the machine is: 3" {
	inside mv /etc/os-release /etc/os-release.away
	flux_is 3 --apply
	clear_words
	inside mv /etc/os-release.away /etc/os-release
	same_machine fresh
}

@test "from a pipe there is no file that could take the run back, with --confirm-timeout: 3" {
	run inside sh -s -- --apply --confirm-timeout 60 <"$FLUX_SCRIPT"
	[ "$status" -eq 3 ]
	grep -x 'flux: --confirm-timeout needs this script as a file; nothing was changed' <<<"$output"
	same_machine fresh
}

@test "without root, from the operator's own log-in: 3" {
	run verb ssh "$MACHINE" sh /opt/flux.sh --dry-run
	[ "$status" -eq 3 ]
}

@test "an unknown option: 64" {
	flux_is 64 --apply --frobnicate
	clear_words
	same_machine fresh
}

@test "an unknown option after a known mode, a word, an empty argument: 64" {
	flux_is 64 --dry-runn
	flux_is 64 apply
	flux_is 64 ''
	same_machine fresh
}

@test "two modes: 64" {
	flux_is 64 --dry-run --apply
	flux_is 64 --rollback --confirm
	same_machine fresh
}

@test "options without their value, or with a bad one: 64" {
	flux_is 64 --apply --only
	flux_is 64 --apply --only nonsense
	flux_is 64 --apply --confirm-timeout soon
	flux_is 64 --apply --on-failure shrug
	flux_is 64 --apply --log-format xml
	same_machine fresh
}

@test "a script cut off at any byte does nothing" {
	local size part
	size=$(stat -c %s "$FLUX_SCRIPT")
	for part in 1 10 30 50 70 90 99; do
		inside sh -c "head -c $((size * part / 100)) /opt/flux.sh | sh" || :
	done
	inside sh -c "head -c $((size - 2)) /opt/flux.sh | sh" || :
	same_machine fresh
}

@test "no key that could let anybody in: 3" {
	inside mv /home/debian/.ssh/authorized_keys /home/debian/.ssh/away
	inside mv /root/.ssh/authorized_keys /root/.ssh/away
	remember_machine keyless
	flux_is 3 --apply
	clear_words
	same_machine keyless
	password_works
	inside mv /home/debian/.ssh/away /home/debian/.ssh/authorized_keys
	inside mv /root/.ssh/away /root/.ssh/authorized_keys
}

@test "only root has a key, and it carries a forced command: 3" {
	inside mv /home/debian/.ssh/authorized_keys /home/debian/.ssh/away
	inside grep -q 'command=' /root/.ssh/authorized_keys
	remember_machine keyless
	flux_is 3 --apply
	same_machine keyless
	password_works
	inside mv /home/debian/.ssh/away /home/debian/.ssh/authorized_keys
}

@test "a key in a file that sshd will not read: 3" {
	inside chmod 666 /home/debian/.ssh/authorized_keys
	remember_machine loose
	flux_is 3 --apply
	same_machine loose
	inside chmod 600 /home/debian/.ssh/authorized_keys
}

@test "sshd_config is broken: not 0, and nothing changed" {
	inside cp -p /etc/ssh/sshd_config /tmp/sshd_config
	inside sh -c 'echo "PermitRootLogin maybe" >>/etc/ssh/sshd_config'
	remember_machine broken
	flux_is 1,3 --apply
	clear_words
	same_machine broken
	operator_gets_in
	inside cp -p /tmp/sshd_config /etc/ssh/sshd_config
}

@test "/etc is read-only: not 0, and nothing changed" {
	verb fault "$MACHINE" ro /etc
	remember_machine readonly
	flux_is 3 --apply
	clear_words
	same_machine readonly
	verb fault "$MACHINE" rw /etc
	operator_gets_in
}

@test "the disk is full: not 0, and nothing changed" {
	remember_machine before
	verb fault "$MACHINE" fill 0
	flux_is 1,3 --apply
	clear_words
	same_machine before
	verb fault "$MACHINE" unfill
	operator_gets_in
}

@test "the disk fills up on the way: 1, and nothing changed" {
	remember_machine before
	verb fault "$MACHINE" fill 2000
	flux_is 1,3 --apply
	clear_words
	same_machine before
	verb fault "$MACHINE" unfill
	operator_gets_in
}

@test "the package repository is gone: 1, and nothing changed" {
	remember_machine before
	verb fault "$MACHINE" apt-down
	flux_is 1 --apply
	clear_words
	same_machine before
	verb fault "$MACHINE" apt-up
}

@test "after all that it applies" {
	flux_is 0 --apply
	operator_gets_in
}
