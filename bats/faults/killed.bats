# shellcheck shell=bats
# A signal to the running script when it starts one of its processes, at points spread over a run. kill -9: alternately the next run
# recovers, or a rollback. INT, TERM: the run undoes the module that it is at, and the same. HUP: it goes on to its end. A power cut: what
# was journaled is there.
# Of `complete` all but netdata, which comes last in it and takes long; `monitoring` has it.
#   FLUX_POINTS  points in a run, or `all`; without it a sample: 4 of kill -9 in security, 2 in complete, 2 of each other fault in security
load ../lib/machine
load ../lib/workflow
load ../lib/faults

setup_file() {
	require_machines
}

setup() {
	WORKFLOW=${BATS_TEST_DESCRIPTION%%:*} FAULT=${BATS_TEST_DESCRIPTION#*: }
	FAULT=${FAULT%% at *}
	faults_machine "$WORKFLOW"
}

teardown() {
	faults_teardown
}

teardown_file() {
	local name
	for name in security complete monitoring; do MACHINE=$(machine_name "$(suite_name)-$name") stop_machine; done
}

# processes: prints how many processes the script of this workflow starts when it is applied.
processes() {
	local file=$BATS_FILE_TMPDIR/processes-$WORKFLOW words
	if [ ! -e "$file" ]; then
		words=$(verb kill-at "$MACHINE" 65535 sh /opt/flux.sh --apply) || :
		words=${words##* after }
		flux_is 0 --rollback >&2
		echo "${words%% *}" >"$file"
	fi
	cat "$file"
}

# at I COUNT COMMAND...: runs kill-at with it where the Ith of COUNT points spread over the run is; its words in $said.
at() {
	local all nth
	all=$(processes)
	[ "${FLUX_POINTS:-}" != all ] || [ "$all" -le "$2" ] || { echo "$WORKFLOW starts $all processes: raise its number in every()" && return 1; }
	nth=$((all * $1 / ($2 + 1) + 1))
	shift 2
	said=$(verb kill-at "$MACHINE" "$nth" "$@" sh /opt/flux.sh --apply) || :
}

killed() {
	local calls
	at "$1" "$2"
	if grep -q '^survived, 0 ' <<<"$said"; then
		# It started less this time, for it had less to wait for: once more, near the end of that.
		calls=${said##* after }
		flux_is 0 --rollback
		said=$(verb kill-at "$MACHINE" $((${calls%% *} - 2)) sh /opt/flux.sh --apply) || :
	fi
	grep -q '^killed at ' <<<"$said"
	if [ $(($1 % 2)) -eq 1 ]; then next_run_recovers; else rollback_recovers; fi
}

powerless() {
	at "$1" "$2"
	verb reboot "$MACHINE" --cut
	next_run_recovers
}

# asked_to_end SIGNAL I COUNT: the run undoes the module that it is at, and ends.
asked_to_end() {
	at "$2" "$3" --signal "$1"
	grep -q '^survived, ' <<<"$said"
	if [ $(($2 % 2)) -eq 1 ]; then next_run_recovers; else rollback_recovers; fi
}

hung_up() {
	at "$1" "$2" --signal HUP
	grep -q '^survived, 0 ' <<<"$said" || { echo "$said" && return 1; }
	flux_is 0 --dry-run
	rollback_recovers
}

# fault_points WORKFLOW SAMPLE FAULT FUNCTION [ARGUMENT...]: a test a point. That the workflow is the function's last argument only keeps bats
# from taking two tests for the same.
fault_points() {
	local workflow=$1 sample=$2 fault=$3 point
	shift 3
	for point in $(points "$workflow" "$sample"); do
		bats_test_function --description "$workflow: $fault at $point" -- "$@" "${point%/*}" "${point#*/}" "$workflow"
	done
}

fault_points security 4 'kill -9' killed
fault_points complete 2 'kill -9' killed
fault_points monitoring 0 'kill -9' killed
for workflow in security:2 complete:0; do
	for signal in TERM INT; do
		fault_points "${workflow%:*}" "${workflow#*:}" "SIG$signal" asked_to_end "$signal"
	done
	fault_points "${workflow%:*}" "${workflow#*:}" SIGHUP hung_up
	fault_points "${workflow%:*}" "${workflow#*:}" 'power cut' powerless
done
