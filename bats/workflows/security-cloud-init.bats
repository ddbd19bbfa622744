# shellcheck shell=bats
# The workflow `security` as user data: pasted into a cloud console, run once by cloud-init at first boot.
load ../lib/machine
load ../lib/controls
export CONTROLS=$BATS_TEST_DIRNAME/security.controls

setup_file() {
	require_machines
	boot_machine launch "$FLUX_SCRIPT"
}

teardown_file() {
	stop_machine
}

@test "cloud-init is content" {
	inside cloud-init status | grep -x 'status: done'
}

@test "the script ran to its end: its log says so" {
	inside tail -n 1 /var/log/flux.log | grep 'failed=0'
}

@test "its unit for an interrupted launch is gone" {
	[ -z "$(inside sh -c 'systemctl list-unit-files --no-legend "flux*"; ls -d /etc/systemd/system/flux* 2>/dev/null')" ]
}

@test "launched: the operator gets in" {
	operator_gets_in
}

@test "launched: the password is refused" {
	password_refused
}

@test "launched: of all ports only 22 answers" {
	only_ssh_open
}

test_controls launched

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

test_controls rebooted

@test "cloud-init's copy of the script has nothing to do" {
	inside sh -c 'cp /var/lib/cloud/instance/scripts/part-001 /opt/flux.sh'
	flux_is 0
	summary_has changed=0
}
