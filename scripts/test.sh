#!/bin/sh
# test.sh [all|quick|systems|faults|vm|SUITE...]: runs the tests, `npm test`. docs/testing.md says what they are.
#   all      everything (no argument)
#   quick    checks, unit, the shell matrix, and the workflow `security` on one machine
#   systems  every workflow on every system, and as user data; writes the matrix of docs/matrix.md and README.md
#   faults   what goes wrong in the middle, at every point, for hours (FLUX_POINTS=12: one); writes the table of docs/safety.md
#   vm       what only a kernel of one's own shows, in a virtual machine that is emulated; writes the table of docs/testing.md
#   SUITE    check, unit, or a file or folder below bats/ (bats/kinds, bats/workflows/security.bats); @SYSTEM or @SYSTEM+ENGINE behind it: there;
#            #all behind bats/faults/killed.bats or bats/scenarios/scenarios.bats: its tests shared out among the lanes
# Environment: FLUX_SYSTEM  what the suites boot (debian-12); FLUX_ENGINE  docker or podman: with that; FLUX_SYSTEMS  what `systems` boots (all);
# FLUX_LANES  suites that run at the same time (as many as there are processors); FLUX_POINTS, FLUX_ROUNDS  how many points and rounds `faults` takes (all, 100);
# FLUX_BUDGET  seconds after which no more suites are begun (none): what is left over counts as skipped, and is named;
# FLUX_FILTER  an expression: only tests whose titles match; FLUX_KEEP_LOGS  a folder that keeps every suite's output.
# The last line is "N passed, N failed, N skipped". Status 0 if none failed and every suite came to its end.
set -u
cd "$(dirname "$0")/.." || exit 1

# shellcheck source=scripts/test/set-up.sh
. scripts/test/set-up.sh
# shellcheck source=scripts/test/suites.sh
. scripts/test/suites.sh
# shellcheck source=scripts/test/report.sh
. scripts/test/report.sh

# say TEXT...: a line on stdout.
say() { printf '%s\n' "$*"; }

# lane: runs suites from the list until none is left. Lanes take turns at the list by a lock.
lane() {
	while in_time && la_suite=$(next_suite) && [ -n "$la_suite" ]; do
		run_suite "$la_suite"
		report "$la_suite"
	done
}

# in_time: there is time for another suite.
in_time() {
	[ -z "${FLUX_BUDGET:-}" ] || [ $(($(date +%s) - begun)) -lt "$FLUX_BUDGET" ]
}

# next_suite: takes the first suite off the list and prints it.
next_suite() {
	(
		until mkdir "$logs/lock" 2>/dev/null; do sleep 0.1; done
		head -n 1 "$logs/todo"
		sed -i 1d "$logs/todo"
		rmdir "$logs/lock"
	)
}

# end_tree PID: ends it and what it started.
end_tree() {
	# shellcheck disable=SC2046 # a list of numbers
	set -- "$1" $(cat "/proc/$1/task/$1/children" 2>/dev/null)
	kill "$1" 2>/dev/null
	shift
	for et_child; do
		(end_tree "$et_child")
	done
}

# end_suites: ends lanes and suites still at work, and waits until they are gone, ten seconds at most.
end_suites() {
	# shellcheck disable=SC2086 # a list of numbers
	[ -z "$lanes" ] || kill $lanes 2>/dev/null
	for es_file in "$logs"/*.pid; do
		[ -s "$es_file" ] || continue
		end_tree "$(cat "$es_file")"
		es_left=50
		while [ "$es_left" -gt 0 ] && kill -0 "$(cat "$es_file")" 2>/dev/null; do
			es_left=$((es_left - 1))
			sleep 0.2
		done
	done
}

# clean_up: ends suites still at work and the machines that this run booted; the logs go, unless they are to be kept.
clean_up() {
	trap - EXIT
	end_suites
	bats/systems/bin/stop-all
	[ -n "${FLUX_KEEP_LOGS:-}" ] || rm -rf "$logs"
}

if [ -n "${FLUX_KEEP_LOGS:-}" ]; then
	mkdir -p "$FLUX_KEEP_LOGS"
	logs=$(cd "$FLUX_KEEP_LOGS" && pwd)
	rm -f "$logs"/*
else
	logs=$(mktemp -d)
fi
FLUX_SYSTEMS_OWNER=$$ FLUX_SYSTEMS_QUIET=1
export FLUX_SYSTEMS_OWNER FLUX_SYSTEMS_QUIET
: "${FLUX_LANES:=$(nproc)}"
lanes='' system=${FLUX_SYSTEM:-debian-12}
begun=$(date +%s)
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
choose "$@"
set_up
say "set-up: $(($(date +%s) - begun)) s"
say "$suites" >"$logs/todo"
while [ "$(say "$lanes" | wc -w)" -lt "$FLUX_LANES" ]; do
	lane &
	lanes="$lanes $!"
done
wait
lanes=''
report_left_over
say "all: $(($(date +%s) - begun)) s"
case ${1:-all} in
all | systems)
	sh scripts/test/matrix.sh "$logs" >"$logs/matrix"
	sh scripts/test/stand-ins.sh "$logs" >"$logs/stand-ins"
	sh scripts/test/images.sh "$logs" >"$logs/images"
	cat "$logs/matrix" "$logs/stand-ins" "$logs/images"
	[ ! -s "${FLUX_TABLE:-}" ] || sh scripts/test/fault-table.sh "$FLUX_TABLE"
	if [ "${1:-all}" = systems ]; then
		sh scripts/test/put-between.sh matrix docs/matrix.md <"$logs/matrix"
		sh scripts/test/put-between.sh matrix README.md <"$logs/matrix"
		sh scripts/test/put-between.sh stand-ins docs/matrix.md <"$logs/stand-ins"
		sh scripts/test/put-between.sh images docs/matrix.md <"$logs/images"
	fi
	;;
faults)
	sh scripts/test/fault-table.sh "$FLUX_TABLE" >"$logs/fault-table"
	cat "$logs/fault-table"
	sh scripts/test/put-between.sh faults docs/safety.md <"$logs/fault-table"
	;;
vm)
	sh scripts/test/vm-table.sh "$logs" >"$logs/vm-table"
	cat "$logs/vm-table"
	sh scripts/test/put-between.sh vm docs/testing.md <"$logs/vm-table"
	;;
esac
report_failures
total=$(cat "$logs"/*.count | awk '{ p += $1; f += $2; s += $3 } END { printf "%d passed, %d failed, %d skipped", p, f, s }')
clean_up
say "$total"
case $total in *' 0 failed,'*) exit 0 ;; *) exit 1 ;; esac
