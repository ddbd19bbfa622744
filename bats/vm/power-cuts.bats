# shellcheck shell=bats
# The power of a virtual machine is cut in the middle of a run of `security`: qemu is killed, and what the kernel had not written to its disk
# is lost. The machine boots, no file of its configuration has become empty, the operator gets in; then the next run recovers and its
# rollback gives the first tree back, or a rollback alone does.
load ../lib/machine
load ../lib/faults

setup_file() {
	require_machines
	is_vm || skip 'only a virtual machine loses what is not on its disk: FLUX_SYSTEM=debian-12-vm'
}

setup() {
	WORKFLOW=security FAULT=${BATS_TEST_DESCRIPTION%%:*}
	MACHINE=$(machine_name "$(suite_name)")
	[ ! -e "$BATS_FILE_TMPDIR/booted" ] || return 0
	boot_machine "$(suite_name)"
	remember_machine fresh
	touch "$BATS_FILE_TMPDIR/booted"
}

# After a failure the machine is not to be trusted.
teardown() {
	[ -z "${BATS_TEST_COMPLETED:-}" ] || return 0
	outcome lost
	rm -f "$BATS_FILE_TMPDIR/booted"
}

teardown_file() {
	MACHINE=$(machine_name "$(suite_name)") stop_machine
}

# cut_when TEST MODE: runs the script and cuts the power as soon as TEST succeeds inside; then the machine boots again.
cut_when() {
	verb cut-when "$MACHINE" "$1" sh /opt/flux.sh "$2" | grep -x 'the power was cut'
	verb reboot "$MACHINE"
	nothing_emptied
}

# journaled NUMBER: a test: that many changes have begun.
journaled() {
	echo "set -- /var/lib/flux/runs/*/$((1000 + $1)); [ -e \"\$1\" ]"
}

# nothing_emptied: no file of configuration is empty that was not, or is new: that is what a rename looks like that outran the content.
nothing_emptied() {
	local empty
	empty=$(sha256sum </dev/null)
	verb snapshot "$MACHINE" | awk -F '\t' -v empty="${empty%% *}" '
		NR == FNR { was[$1] = $5; next }
		$1 ~ "^/etc/" && $2 == "f" && $5 == empty && was[$1] != empty { print "empty: " $1 }' "$BATS_FILE_TMPDIR/$MACHINE.fresh.manifest" - | no_output
}

@test "the machine has a kernel of its own" {
	[ "$(inside cat /proc/sys/kernel/random/boot_id)" != "$(cat /proc/sys/kernel/random/boot_id)" ]
}

@test "apt has unpacked the firewall: the next run recovers" {
	cut_when '[ -e /var/lib/dpkg/info/ufw.postinst ]' --apply
	next_run_recovers
}

@test "the firewall is being set up: a rollback takes it back" {
	cut_when "$(journaled 5)" --apply
	rollback_recovers
}

@test "sshd's settings are being written: the next run recovers" {
	cut_when "$(journaled 10)" --apply
	next_run_recovers
}

@test "kernel parameters are being written: the next run recovers" {
	# on the disk: the next boot sets them, and only the journal knows what they were
	cut_when '[ -e /etc/sysctl.d/zz-flux.conf ] && sync' --apply
	next_run_recovers
}

@test "a rollback is half done: the next rollback ends it" {
	flux_is 0 --apply
	cut_when "$(journaled 1) && ! { $(journaled 10); }" --rollback
	rollback_recovers
}

@test "another boot: the kernel's values are those of the start" {
	verb reboot "$MACHINE"
	same_machine fresh
}
