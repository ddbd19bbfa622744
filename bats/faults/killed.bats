# shellcheck shell=bats
# A signal to the running script when it starts one of its processes, at points spread over a run. kill -9: alternately the next run
# recovers, or a rollback. INT, TERM: the run undoes the module that it is at, and the same. HUP: it goes on to its end. A power cut: what
# was journaled is there.
# Of `complete` all but netdata, which comes last in it and takes long; `monitoring` has it.
#   FLUX_POINTS  points in a run, or `all`: each that finds another machine than the one before; without it a sample: 4 of kill -9 in security, 2 in complete, 2 of each other fault in security
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

# calls: the file with what kill-at saw last on this machine.
calls() {
	echo "$FLUX_SYSTEMS_HOME/run/$MACHINE/kill-at.calls"
}

# whole_run: has a whole run's calls in $whole, and sets all to how often it waits for processes that it has started.
whole_run() {
	whole=$BATS_FILE_TMPDIR/whole-$WORKFLOW
	if [ ! -e "$whole" ]; then
		verb kill-at "$MACHINE" 65535 sh /opt/flux.sh --apply >&2 || :
		cp "$(calls)" "$whole"
		flux_is 0 --rollback >&2
	fi
	all=$(grep -c '^wait4(' "$whole")
}

# changing: prints those of its waits before which the machine was changed, one a line: a kill at another finds what one of these finds.
changing() {
	local file=$BATS_FILE_TMPDIR/changing-$WORKFLOW
	if [ ! -e "$file" ]; then
		verb changes "$MACHINE" sh /opt/flux.sh --apply >"$file.starts"
		flux_is 0 --rollback >&2
		places changed "$whole" "$file.starts" >"$file"
		echo "# on $WORKFLOW: $all waits for processes, $(wc -l <"$file") of them behind a change" >&3
	fi
	cat "$file"
}

# at I COUNT COMMAND...: runs kill-at with it where the Ith of COUNT points spread over the run is, or with FLUX_POINTS=all at the Ith that
# finds another machine than the one before; its words in $said.
at() {
	local nth points
	whole_run
	nth=$((all * $1 / ($2 + 1) + 1))
	if [ "${FLUX_POINTS:-}" = all ]; then
		points=$(changing)
		[ "$(wc -l <<<"$points")" -le "$2" ] || { echo "$(wc -l <<<"$points") points: raise the number of $WORKFLOW in every()" && return 1; }
		nth=$(sed -n "$1p" <<<"$points")
		[ -n "$nth" ] || skip 'the run has fewer points'
	fi
	shift 2
	kill_at "$nth" "$@"
}

# lock_is_free: what a killed run had started runs on to its end, and holds the lock for it: until then another run rightly says 4.
lock_is_free() {
	inside flock -w 300 /run/flux.lock true
}

# kill_at NTH COMMAND...: runs kill-at with it; if each point is to be met, where the NTH wait of the whole run was, for a run polls more or less.
kill_at() {
	local wanted=$1 nth=$1 try place
	shift
	for try in 1 2 3; do
		said=$(verb kill-at "$MACHINE" "$nth" "$@" sh /opt/flux.sh --apply) || :
		[ "${FLUX_POINTS:-}" = all ] && grep -q '^killed at ' <<<"$said" || return 0
		place=$(places last "$whole" "$(calls)")
		[ "$place" -ne "$wanted" ] || return 0
		[ "$try" -lt 3 ] || break
		lock_is_free
		flux_is 0 --rollback
		nth=$((nth + wanted - place))
	done
	echo "# on $WORKFLOW: killed at $place, not at $wanted" >&3
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
	grep -q '^killed at ' <<<"$said" || { echo "$said" && return 1; }
	somebody_gets_in
	lock_is_free
	if [ $(($1 / 2 % 2)) -eq 0 ]; then next_run_recovers; else rollback_recovers; fi
}

powerless() {
	at "$1" "$2"
	verb reboot "$MACHINE" --cut
	next_run_recovers
}

# asked_to_end SIGNAL I COUNT: the run undoes the module that it is at, and ends.
asked_to_end() {
	at "$2" "$3" --signal "$1"
	grep -q '^survived, ' <<<"$said" || { echo "$said" && return 1; }
	if [ $(($2 / 2 % 2)) -eq 0 ]; then next_run_recovers; else rollback_recovers; fi
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
