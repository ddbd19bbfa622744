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

@test "apt is busy with something else: it is waited for" {
	verb fault "$MACHINE" apt-lock 12
	flux_is 0 --apply
	summary_has failed=0
}

@test "the connection is lost, with a terminal: the run goes on to its end" {
	verb ssh "$MACHINE" -t sudo sh /opt/flux.sh --apply --yes >/dev/null 2>&1 &
	local login=$!
	eventually 20 has_journal
	kill_tree "$login"
	eventually 60 log_ended
	flux_is 0 --dry-run
}

@test "the connection is lost, without a terminal: the run goes on to its end" {
	verb ssh "$MACHINE" sudo sh /opt/flux.sh --apply >/dev/null 2>&1 &
	local login=$!
	eventually 20 has_journal
	kill_tree "$login"
	eventually 60 log_ended
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
	eventually 60 same_files fresh
	eventually 30 same_state fresh
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

@test "the machine reboots before anybody confirms: taken back" {
	flux_is 0 --apply --yes --confirm-timeout 600
	verb reboot "$MACHINE"
	eventually 60 same_files fresh
	operator_gets_in
	password_works
}

@test "the watchdog is killed while it takes the run back: it begins again" {
	flux_is 0 --apply --yes --confirm-timeout 5
	eventually 30 watchdog_at_work
	inside systemctl kill --kill-whom=main -s KILL flux-confirm.service
	eventually 60 same_files fresh
	eventually 30 same_state fresh
	operator_gets_in
	password_works
}

@test "the clock is set: the watchdog counts seconds that pass" {
	flux_is 0 --apply --yes --confirm-timeout 600
	[ "$(inside systemctl show -P TimersMonotonic flux-confirm.timer | grep -c 'OnActiveUSec=10min')" -eq 1 ]
	[ -z "$(inside systemctl show -P TimersCalendar flux-confirm.timer)" ]
	[ "$(inside systemctl show -P OnClockChange flux-confirm.timer)" = no ]
	flux_is 0 --rollback
	same_machine fresh
}
