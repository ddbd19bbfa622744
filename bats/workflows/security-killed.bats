# shellcheck shell=bats
# kill -9 of the running script, spread over a run: at 1/9, 2/9, ... of the processes that it starts. Afterwards either the next
# run recovers and converges, or a rollback gives the first tree back.
#   FLUX_KILLS  how many points in a run (8)
load ../lib/machine

setup_file() {
	require_machines
	boot_machine killed
	local said
	said=$(verb kill-at "$MACHINE" 65535 sh /opt/flux.sh --apply) || :
	export CALLS=${said##* after } && CALLS=${CALLS%% *}
	stop_machine
	[ "$CALLS" -gt 20 ]
}

setup() {
	boot_machine killed
	remember_machine fresh
}

teardown() {
	stop_machine
}

# point I: the Ith of the points spread over the run.
point() {
	echo $((CALLS * $1 / (${FLUX_KILLS:-8} + 1)))
}

# next_run_recovers I: killed at point I, the next run converges, and its rollback gives the first tree back.
next_run_recovers() {
	verb kill-at "$MACHINE" "$(point "$1")" sh /opt/flux.sh --apply
	operator_gets_in
	flux_is 0 --apply
	summary_has failed=0
	operator_gets_in
	password_refused
	flux_is 0 --dry-run
	flux_is 0 --rollback
	same_machine fresh
}

# rollback_recovers I: killed at point I, a rollback gives the first tree back.
rollback_recovers() {
	verb kill-at "$MACHINE" "$(point "$1")" sh /opt/flux.sh --apply
	flux_is 0 --rollback
	same_machine fresh
	operator_gets_in
}

for i in $(seq "${FLUX_KILLS:-8}"); do
	if [ $((i % 2)) -eq 1 ]; then
		bats_test_function --description "killed at $i/${FLUX_KILLS:-8}: the next run converges" -- next_run_recovers "$i"
	else
		bats_test_function --description "killed at $i/${FLUX_KILLS:-8}: a rollback gives the first tree back" -- rollback_recovers "$i"
	fi
done
