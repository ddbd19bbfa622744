# shellcheck shell=bats
# What happens around a run: another run, another package manager, a lost connection, nobody who confirms. A fresh
# machine for every test.
load ../lib/machine

setup_file() {
	require_machines
}

setup() {
	boot_machine faults
	remember_machine fresh
}

teardown() {
	stop_machine
}

# eventually SECONDS COMMAND...: tries until then; shows the last try.
eventually() {
	local until=$((SECONDS + $1))
	shift
	until "$@" >/dev/null 2>&1; do
		[ "$SECONDS" -lt "$until" ] || { "$@"; return; }
		sleep 0.3
	done
}

# kill_tree PID: kills the process and all that it started.
kill_tree() {
	local child
	for child in $(cat "/proc/$1/task/$1/children" 2>/dev/null); do
		kill_tree "$child"
	done
	kill -9 "$1" 2>/dev/null || :
}

# has_journal: a run has begun.
has_journal() {
	inside sh -c 'test -n "$(ls /var/lib/flux/runs)"'
}

# log_ended: the run's last word is in the log.
log_ended() {
	inside tail -n 1 /var/log/flux.log | grep 'failed=0'
}

# watchdog_at_work: it has begun to take the run back.
watchdog_at_work() {
	inside sh -c '[ "$(systemctl is-active flux-confirm.service)" = active ] && [ "$(ls /var/lib/flux/runs/*/1??? | wc -l)" -lt 10 ]'
}

# watchdog_waits: its time is over, and it waits for the lock.
watchdog_waits() {
	[ "$(inside systemctl show -P NRestarts flux-confirm.service)" -gt 0 ]
}

@test "two at once: the second says 4, the first ends well" {
	verb fault "$MACHINE" apt-lock 6
	flux --apply >"$BATS_TEST_TMPDIR/first" 2>&1 &
	local first=$!
	sleep 2
	flux_is 4 --apply
	flux_is 4 --rollback
	wait "$first"
	operator_gets_in
}

@test "killed, with cloud-init switched off: this is no first boot, so the next boot does not go on with the run" {
	inside test -e /run/cloud-init/disabled
	verb kill-at "$MACHINE" 150 sh /opt/flux.sh --apply || :
	has_journal
	fails inside test -e /etc/systemd/system/flux-resume.service
	flux_is 0 --rollback
	same_machine fresh
}

@test "apt is busy with something else: it is waited for" {
	verb fault "$MACHINE" apt-lock 12
	flux_is 0 --apply
	summary_has failed=0
}

@test "the connection is lost, with a terminal: the run goes on to its end" {
	verb ssh "$MACHINE" -t sudo sh /opt/flux.sh --apply --yes >/dev/null 2>&1 &
	local login=$!
	eventually 60 has_journal
	kill_tree "$login"
	eventually 180 log_ended
	flux_is 0 --dry-run
}

@test "the connection is lost, without a terminal: the run goes on to its end" {
	verb ssh "$MACHINE" sudo sh /opt/flux.sh --apply >/dev/null 2>&1 &
	local login=$!
	eventually 60 has_journal
	kill_tree "$login"
	eventually 180 log_ended
	flux_is 0 --dry-run
}

@test "no HOME, no PATH, no stdin, no stdout: it applies" {
	inside env -i /bin/sh -c 'exec <&- >&- 2>&-; sh /opt/flux.sh'
	flux_is 0 --dry-run
	operator_gets_in
}

@test "from a pipe: it applies" {
	inside sh -c 'sh -s -- --apply </opt/flux.sh'
	flux_is 0 --dry-run
	operator_gets_in
}

@test "nobody confirms: the run is taken back by itself" {
	flux_is 0 --apply --yes --confirm-timeout 5
	eventually 180 same_files fresh
	eventually 90 same_state fresh
	operator_gets_in
	password_works
}

@test "confirmed from a new log-in: it stays" {
	# long enough for a machine that is busy: the time runs from the first step that could cut off
	flux_is 0 --apply --yes --confirm-timeout 60
	verb ssh "$MACHINE" sudo sh /opt/flux.sh --confirm
	remember_machine confirmed
	sleep 62
	same_machine confirmed
	flux_is 0 --dry-run
	password_refused
}

@test "the run outlasts the time to confirm: the time begins when it ends" {
	flux --apply --yes --confirm-timeout 20 >"$BATS_TEST_TMPDIR/first" 2>&1 &
	local first=$!
	eventually 180 inside test -e /var/lib/flux/unconfirmed
	inside pkill -o -STOP -f '^sh /opt/flux.sh'
	eventually 120 watchdog_waits
	inside pkill -o -CONT -f '^sh /opt/flux.sh'
	wait "$first"
	# begun anew by the run, not by itself
	[ "$(inside systemctl show -P NRestarts flux-confirm.service)" -eq 0 ]
	verb ssh "$MACHINE" sudo sh /opt/flux.sh --confirm
	flux_is 0 --dry-run
	password_refused
}

@test "a watchdog that waited for the lock while the run was confirmed: it takes nothing back" {
	flux_is 0 --apply --yes --confirm-timeout 600
	local run
	run=$(inside sh -c 'cut -d " " -f 2 /var/lib/flux/unconfirmed')
	inside cp /var/lib/flux/script /root/opened
	flux_is 0 --confirm
	# its shell has the file open, though it is gone
	inside sh -c 'cp /root/opened /var/lib/flux/script && sh /var/lib/flux/script --rollback "$1" --yes; rm -f /root/opened /var/lib/flux/script' - "$run"
	flux_is 0 --dry-run
	password_refused
}

@test "/etc cannot be written when the time is over: taken back as soon as it can" {
	flux_is 0 --apply --yes --confirm-timeout 10
	verb fault "$MACHINE" ro /etc
	eventually 120 watchdog_waits
	password_refused
	verb fault "$MACHINE" rw /etc
	eventually 180 same_files fresh
	operator_gets_in
	password_works
}

@test "the machine reboots before anybody confirms: taken back" {
	flux_is 0 --apply --yes --confirm-timeout 600
	verb reboot "$MACHINE"
	eventually 180 same_files fresh
	operator_gets_in
	password_works
}

@test "the watchdog is killed while it takes the run back: it begins again" {
	flux_is 0 --apply --yes --confirm-timeout 5
	eventually 90 watchdog_at_work
	inside systemctl kill --kill-whom=main -s KILL flux-confirm.service
	eventually 180 same_files fresh
	eventually 90 same_state fresh
	operator_gets_in
	password_works
}

@test "the watchdog is asked to end while it takes the run back: it begins again" {
	flux_is 0 --apply --yes --confirm-timeout 5
	eventually 90 watchdog_at_work
	inside systemctl kill --kill-whom=main -s TERM flux-confirm.service
	eventually 180 same_files fresh
	eventually 90 same_state fresh
	operator_gets_in
	password_works
}

@test "the machine reboots while the watchdog takes the run back: it is taken back" {
	flux_is 0 --apply --yes --confirm-timeout 5
	eventually 90 watchdog_at_work
	verb reboot "$MACHINE"
	eventually 180 same_files fresh
	operator_gets_in
	password_works
}

@test "a later module fails and nobody confirms: what stays of the run is taken back" {
	inside sh -c 'touch /etc/modprobe.d/flux.conf && chattr +i /etc/modprobe.d/flux.conf'
	remember_machine fresh
	flux_is 1 --apply --yes --confirm-timeout 5
	grep '^unconfirmed ' <<<"$said"
	eventually 180 same_files fresh
	eventually 90 same_state fresh
	operator_gets_in
	password_works
	inside chattr -i /etc/modprobe.d/flux.conf
}

# unwatched: the watchdog is done, and nothing of it is left.
unwatched() {
	[ -z "$(inside sh -c 'ls /var/lib/flux/unconfirmed /etc/systemd/system/flux* 2>/dev/null')" ] && ! inside systemctl -q is-active flux-confirm
}

@test "nobody confirms, and something was edited: that stays, and so do later runs" {
	flux_is 0 --apply --yes --confirm-timeout 5
	inside sh -c 'echo mine >/etc/issue.net'
	eventually 180 unwatched
	operator_gets_in
	password_works
	inside grep -x mine /etc/issue.net
	flux_is 0 --apply
	verb reboot "$MACHINE"
	flux_is 0 --dry-run
	operator_gets_in
}

@test "another run, or its rollback, before anybody confirms: the first is still taken back" {
	flux_is 0 --apply --yes --confirm-timeout 60 --skip sysctl
	remember_machine first
	flux_is 0 --apply --only sysctl
	flux_is 0 --rollback
	eventually 180 same_files fresh
	operator_gets_in
	password_works
}

@test "from a pipe, beside a file of the shell's name: that is never taken for the script" {
	inside sh -c 'mkdir /tmp/trap && echo "touch /root/trapped" >/tmp/trap/sh'
	[ "$(inside sh -c 'cd /tmp/trap && sh -s -- --apply --confirm-timeout 1 </opt/flux.sh 2>&1; echo "$?"' | tail -n 1)" = 3 ]
	inside rm -r /tmp/trap
	inside find /root -name trapped | no_output
	same_machine fresh
}

@test "the clock is set: the watchdog counts seconds that pass" {
	flux_is 0 --apply --yes --confirm-timeout 600
	# a span, not a point in time: nanosleep(2) does not see that the clock is set
	inside pgrep -xf 'sleep 600'
	[ -z "$(inside systemctl list-timers --all --no-legend 'flux*')" ]
	flux_is 0 --rollback
	inside pgrep -xf 'sleep 600' | no_output
	same_machine fresh
}
