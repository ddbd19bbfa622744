# shellcheck shell=bats
# Power is lost in the middle of the first boot, while cloud-init runs the script. cloud-init never runs it again and
# reports "done": the script must have seen to it that the next boot goes on.
load ../lib/machine
load ../lib/controls
export CONTROLS=$BATS_TEST_DIRNAME/security.controls

setup_file() {
	require_machines
	FLUX_BOOT_NOWAIT=1 boot_machine cut "$FLUX_SCRIPT"
}

teardown_file() {
	stop_machine
}

# records: how many records the run's journal has by now.
records() {
	find "$FLUX_SYSTEMS_HOME/run/$MACHINE/root/var/lib/flux/runs" -type f 2>/dev/null | wc -l
}

# is_finished: the resumed run has ended well.
is_finished() {
	inside tail -n 1 /var/log/flux.log 2>/dev/null | grep -q 'failed=0'
}

@test "power is lost while the script is at work" {
	local try=0
	until [ "$(records)" -ge 3 ]; do
		try=$((try + 1))
		[ "$try" -lt 600 ]
		sleep 0.05
	done
	if is_finished; then return 1; fi
	verb reboot "$MACHINE" --cut
}

@test "the next boot finishes the run" {
	local try=0
	until is_finished; do
		try=$((try + 1))
		[ "$try" -lt 240 ]
		sleep 0.5
	done
	prepare_machine
}

@test "resumed: the operator gets in" {
	operator_gets_in
}

@test "resumed: the password is refused" {
	password_refused
}

@test "resumed: of all ports only 22 answers" {
	only_ssh_open
}

test_controls resumed

@test "resumed: its unit is gone" {
	[ -z "$(inside sh -c 'ls -d /etc/systemd/system/flux* 2>/dev/null')" ]
}

@test "resumed: apply has nothing to do" {
	flux_is 0
	summary_has changed=0
}
