# shellcheck shell=bats
# The workflow `security` on an existing server: an administrator copies the script over and runs it. One machine, in
# this order: dry run, apply, apply again, reboot, roll back. Judged from outside and by manifests.
load ../lib/machine
load ../lib/controls
export CONTROLS=$BATS_TEST_DIRNAME/security.controls

setup_file() {
	require_machines
	# cloud-init is at work, as on a server, also at each reboot.
	export FLUX_FIRST_BOOT=yes
	boot_machine security
	remember_machine fresh
}

teardown_file() {
	stop_machine
}

@test "fresh: the operator gets in, and so does a password" {
	operator_gets_in
	password_works
}

@test "a dry run says 2" {
	flux_is 2 --dry-run
}

@test "a dry run changes nothing" {
	same_machine fresh
	same_times fresh
	[ -z "$(inside find /var/lib/flux/runs -mindepth 1 2>/dev/null)" ]
}

@test "an audit says 2 and changes nothing" {
	flux_is 2 --audit
	same_machine fresh
}

@test "apply ends with 0" {
	flux_is 0 --apply
	summary_has failed=0
}

@test "applied: the operator gets in" {
	operator_gets_in
}

@test "applied: the password is refused" {
	password_refused
}

@test "applied: of all ports only 22 answers" {
	only_ssh_open
}

test_controls applied

@test "apply again ends with 0 and says changed=0" {
	remember_machine applied
	flux_is 0 --apply
	summary_has changed=0
	summary_has failed=0
}

@test "apply again changed nothing, not even a time" {
	same_times applied
	same_state applied
}

@test "now a dry run says 0" {
	flux_is 0 --dry-run
}

@test "now an audit says 0" {
	flux_is 0 --audit
}

@test "the history lists one run" {
	flux_is 0 --history
	[ "$(grep -cE '[0-9]{8}T[0-9]{6}Z' <<<"$said")" -eq 1 ]
}

@test "the machine reboots" {
	verb reboot "$MACHINE"
}

@test "rebooted: the operator gets in" {
	operator_gets_in
}

@test "rebooted: the password is refused" {
	password_refused
}

@test "rebooted: of all ports only 22 answers" {
	only_ssh_open
}

@test "rebooted: no unit has failed" {
	[ -z "$(inside systemctl list-units --failed --plain --no-legend)" ]
}

test_controls rebooted

# shut_out: fail2ban has banned the attacker; or it has seen the failures, and sshd itself, 9.8 or later, answers them no more.
shut_out() {
	local seen
	seen=$(inside fail2ban-client status sshd)
	case $seen in
	*10.77.0.66*) ! verb outside "$MACHINE" nc -z -w 2 -s 10.77.0.66 10.77.0.2 22 ;;
	*)
		inside sshd -T 2>/dev/null | grep -qx 'persourcepenalties .*' && grep -q 'Total failed:.*[1-9]' <<<"$seen" &&
			! verb outside "$MACHINE" nc -w 2 -s 10.77.0.66 10.77.0.2 22 </dev/null | grep -q SSH-2
		;;
	esac
}

@test "rebooted: an attacker is banned, the operator is not" {
	local left=40
	until shut_out; do
		left=$((left - 1))
		[ "$left" -gt 0 ]
		verb ssh "$MACHINE" -b 10.77.0.66 -u "admin$left" -P wrong true || :
		sleep 0.5
	done
	operator_gets_in
}

@test "rebooted: apply still has nothing to do" {
	flux_is 0 --apply
	summary_has changed=0
}

@test "rollback ends with 0" {
	flux_is 0 --rollback
}

@test "rolled back: every file is what it was" {
	same_files fresh
}

@test "rolled back: firewall, units, packages, accounts, sysctls are what they were" {
	same_state fresh
}

@test "rolled back: the operator gets in, and so does a password" {
	operator_gets_in
	password_works
}

@test "rolled back: a second rollback has nothing to take back and changes nothing" {
	flux --rollback || :
	same_files fresh
	same_state fresh
}

@test "rolled back and rebooted: it is what it was" {
	verb reboot "$MACHINE"
	same_machine fresh
	operator_gets_in
}
