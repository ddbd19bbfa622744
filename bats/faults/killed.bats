# shellcheck shell=bats
# A signal to the running script when it starts one of its processes, at points spread over a run. kill -9: alternately the next run
# recovers, or a rollback. INT, TERM: the run undoes the module that it is at, and the same. HUP: it goes on to its end. A power cut: what
# was journaled is there.
#   FLUX_POINTS  (4 for kill -9 in security, else 2) points in a run, or `all`
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
	for name in security complete; do MACHINE=$(machine_name "$(suite_name)-$name") stop_machine; done
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
	at "$1" "$2"
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

# The last argument only keeps bats from taking two tests for the same.
for point in $(points security 4); do
	bats_test_function --description "security: kill -9 at $point" -- killed "${point%/*}" "${point#*/}" security
done
for point in $(points complete 2); do
	bats_test_function --description "complete: kill -9 at $point" -- killed "${point%/*}" "${point#*/}" complete
done
for point in $(points security 2); do
	bats_test_function --description "security: SIGTERM at $point" -- asked_to_end TERM "${point%/*}" "${point#*/}"
	bats_test_function --description "security: SIGINT at $point" -- asked_to_end INT "${point%/*}" "${point#*/}"
	bats_test_function --description "security: SIGHUP at $point" -- hung_up "${point%/*}" "${point#*/}"
	bats_test_function --description "security: power cut at $point" -- powerless "${point%/*}" "${point#*/}"
done
