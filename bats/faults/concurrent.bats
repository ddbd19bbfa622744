# shellcheck shell=bats
# Ten runs at once: one at a time works, the others say 4 and change nothing, and the result is right.
#   FLUX_ROUNDS  how many times with a script that is done at once (5)
load ../lib/machine

setup_file() {
	require_machines
	boot_machine crowd
	node "$FLUX_ROOT/dist/flux.cjs" module sysctl -o "$FLUX_SYSTEMS_HOME/run/$MACHINE/root/opt/sysctl.sh" 2>/dev/null
	remember_machine fresh
}

teardown_file() {
	stop_machine
}

# crowd SCRIPT: ten runs of it at once; prints their statuses, sorted, with how often.
crowd() {
	# shellcheck disable=SC2016 # the inner shell's
	inside sh -c 'for i in 1 2 3 4 5 6 7 8 9 10; do
			{ sh "$1" --apply </dev/null >/dev/null 2>&1; echo $?; } &
		done | sort | uniq -c | tr -s " " | tr "\n" ","
		wait' sh "$1"
}

@test "security, ten at once: one applies, nine say 4" {
	[ "$(crowd /opt/flux.sh)" = ' 1 0, 9 4,' ]
	flux_is 0 --dry-run
	operator_gets_in
	flux_is 0 --rollback
	same_machine fresh
}

@test "a short script, ten at once, ${FLUX_ROUNDS:-5} times: 0 or 4, and done" {
	local round
	for round in $(seq "${FLUX_ROUNDS:-5}"); do
		got=$(crowd /opt/sysctl.sh)
		case $got in *' 0,') ;; *' 0, '*' 4,') ;; *) echo "round $round: $got" && return 1 ;; esac
		inside sh /opt/sysctl.sh --dry-run >/dev/null
		inside sh /opt/sysctl.sh --rollback >/dev/null
		[ "$(inside find /var/lib/flux/runs -mindepth 1 -maxdepth 1 ! -exec test -e '{}/done' ';' -print | wc -l)" -eq 0 ]
	done
	same_machine fresh
}
