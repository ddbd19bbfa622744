# shellcheck shell=bats
# What --rollback takes back, and in what order: of several runs, of runs of a part, of runs whose clock went back.
load ../lib/machine
load ../lib/lockout

setup_file() {
	require_machines
}

setup() {
	lockout_setup rollback
	[ -e "$BATS_FILE_TMPDIR/$MACHINE.fresh.state" ] || remember_machine fresh
}

teardown() {
	[ -n "${BATS_TEST_COMPLETED:-}" ] || rm -f "$BATS_FILE_TMPDIR/$MACHINE.fresh.state"
	lockout_teardown
}

teardown_file() {
	MACHINE=$(machine_name rollback) stop_machine
}

# other_settings: from now on the script has others than the shipped one.
other_settings() {
	use_script --set ssh.max_auth_tries=3 --set ssh.x11_forwarding=true --set sysctl.preset=performance --set firewall.preset=web-server
}

# back_to NAME: the machine is the one remembered, the script itself apart.
back_to() {
	use_script
	same_machine "$1"
}

# run_number N: prints the id of the Nth run that can be taken back, the oldest first.
run_number() {
	flux --history | sed -n "$1s/ .*//p"
}

# two_runs: with the shipped settings, remembered as "first", and with others, remembered as "second".
two_runs() {
	flux_is 0 --apply
	remember_machine first
	other_settings
	flux_is 0 --apply
	fails summary_has changed=0
	remember_machine second
}

@test "two runs with other settings: each is taken back, the newest first" {
	two_runs
	flux_is 0 --rollback
	back_to first
	operator_gets_in
	flux_is 0 --rollback
	same_machine fresh
	flux_is 0 --rollback
	same_machine fresh
}

@test "two runs, taken back to the first by its id: both are" {
	two_runs
	flux_is 0 --rollback "$(run_number 1)"
	back_to fresh
}

@test "two runs, taken back to the second by its id, with a slash that a shell has added: only that one is" {
	two_runs
	flux_is 0 --rollback "$(run_number 2)/"
	back_to first
	flux_is 0 --rollback
	same_machine fresh
}

@test "an id that is none: 64, and nothing is taken back" {
	two_runs
	flux_is 64 --rollback 20200101T000000Z-1
	flux_is 64 --rollback ../../etc
	flux_is 64 --rollback "$(run_number 1)/."
	same_machine second
	flux_is 0 --rollback "$(run_number 1)"
	back_to fresh
}

@test "a run of another script, which cannot take all of it back: nothing of it is" {
	flux_is 0 --apply
	remember_machine first
	"$FLUX_ROOT/dist/flux.cjs" module sysctl >"$BATS_TEST_TMPDIR/sysctl.sh"
	inside sh -c 'cat >/root/sysctl.sh' <"$BATS_TEST_TMPDIR/sysctl.sh"
	[ "$(inside sh -c 'sh /root/sysctl.sh --rollback; echo "$?"' | tail -n 1)" = 5 ]
	inside rm /root/sysctl.sh
	same_machine first
	flux_is 0 --rollback
	same_machine fresh
}

@test "modules given one by one: all of them are left out" {
	flux_is 2 --dry-run --skip ssh --skip sysctl
	fails grep -E ' (ssh|sysctl)[.]' <<<"$said"
	flux_is 2 --dry-run --only ssh --only sysctl
	grep ' ssh[.]' <<<"$said"
	grep ' sysctl[.]' <<<"$said"
}

@test "a part, then another part: each is a run of its own" {
	flux_is 0 --apply --only sysctl
	remember_machine sysctl
	flux_is 0 --apply --skip sysctl
	operator_gets_in
	flux_is 0 --rollback
	same_machine sysctl
	flux_is 0 --rollback
	same_machine fresh
}

@test "the clock went back between two runs: the newer one is taken back first all the same" {
	flux_is 0 --apply
	remember_machine first
	inside sh -c 'cd /var/lib/flux/runs && mv * 20990101T000000Z-7'
	other_settings
	flux_is 0 --apply
	[ "$(run_number 1)" = 20990101T000000Z-7 ]
	flux_is 0 --rollback
	back_to first
	flux_is 0 --rollback
	same_machine fresh
}

@test "extended attributes and hard links of what was changed are those of before" {
	local attributes
	inside python3 -c 'import os; os.setxattr("/etc/ssh/sshd_config", "trusted.flux", b"kept")'
	inside ln /etc/issue.net /etc/issue.other
	attributes='import os; print(os.getxattr("/etc/ssh/sshd_config", "trusted.flux"))'
	flux_is 0 --apply
	flux_is 0 --rollback
	[ "$(inside python3 -c "$attributes")" = "b'kept'" ]
	inside cmp /etc/issue.net /etc/issue.other
	inside rm /etc/issue.other
	inside python3 -c 'import os; os.removexattr("/etc/ssh/sshd_config", "trusted.flux")'
	same_machine fresh
}
