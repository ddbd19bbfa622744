# What the suites in bats/faults share: a machine that a workflow is applied to while something goes wrong. Whatever that is, the
# operator gets in, and either the next run converges and its rollback gives the first tree back, or a rollback alone does.
#   FLUX_POINTS  at how many points of a run it goes wrong, or `all`: whenever the run has changed something
#   FLUX_PART    2of3: of the points every third, from the second on, so that several suites can share them (all)
#   FLUX_TABLE   a file that gets a line a point: workflow, fault, outcome, separated by tabs

# suite_name: prints this suite's name, and which part it is: two may be at work at the same time, each with machines of its own.
suite_name() {
	echo "$(basename "$BATS_TEST_FILENAME" .bats)${FLUX_PART:+-$FLUX_PART}"
}

# every WORKFLOW: prints a number that is not less than the points at which a run of it has changed something.
every() {
	case $1 in security) echo 170 ;; complete) echo 450 ;; monitoring) echo 200 ;; esac
}

# points WORKFLOW SAMPLE: prints those of this part as I/COUNT; SAMPLE is their count without FLUX_POINTS.
points() {
	local count=${FLUX_POINTS:-$2} i part=${FLUX_PART:-1of1}
	[ "$count" != all ] || count=$(every "$1")
	for ((i = ${part%of*}; i <= count; i += ${part#*of})); do echo "$i/$count"; done
}

# faults_machine WORKFLOW [PACKAGE...]: boots $MACHINE, with the workflow's script and the packages on it, unless there is one to go on with.
faults_machine() {
	local name=$1
	[ $# -eq 1 ] || name=$1-stocked
	MACHINE=$(machine_name "$(suite_name)-$name")
	[ ! -e "$BATS_FILE_TMPDIR/booted-$name" ] || return 0
	if [ "$1" = monitoring ]; then
		workflow_script "$1" sh "$BATS_FILE_TMPDIR/$1.sh" || return
	else
		workflow_script "$1" sh "$BATS_FILE_TMPDIR/$1.sh" --skip netdata || return
	fi
	FLUX_SCRIPT=$BATS_FILE_TMPDIR/$1.sh boot_machine "$(suite_name)-$name" || return
	inside sh -eu -s <"$FLUX_ROOT/bats/scenarios/zsh/_world.sh" >/dev/null 2>&1 || return
	if [ $# -gt 1 ]; then
		inside sh -euc 'apt-get -q update; DEBIAN_FRONTEND=noninteractive apt-get -qy --no-install-recommends install "$@"
			# what did not start as it was packaged would not be there as failed after a rollback
			systemctl reset-failed' sh "${@:2}" >/dev/null 2>&1 || return
	fi
	remember_machine fresh
	touch "$BATS_FILE_TMPDIR/booted-$name"
}

# faults_teardown: after a failure the machines are not to be trusted, and what was lost is counted.
faults_teardown() {
	[ -z "${BATS_TEST_COMPLETED:-}" ] || return 0
	outcome lost
	rm -f "$BATS_FILE_TMPDIR"/booted-*
}

# outcome WORD: counts this point: recovered (the next run), undone (by the run itself or a rollback), refused, lost.
outcome() {
	[ -z "${FLUX_TABLE:-}" ] || printf '%s\t%s\t%s\n' "${WORKFLOW:?}" "${FAULT:?}" "$1" >>"$FLUX_TABLE"
}

# somebody_gets_in: the operator, or where the run has come that far the administrator that it makes, on the port of now.
somebody_gets_in() {
	local port
	for port in 22 2222; do
		next_place
		if verb ssh "$MACHINE" -p "$port" -b "10.77.0.$place" sudo -n true 2>/dev/null &&
			verb ssh "$MACHINE" -6 -p "$port" -b "fd77::$place" sudo -n true 2>/dev/null; then return; fi
	done
	echo 'the operator does not get in any more'
	return 1
}

# next_run_recovers: the next run converges, has nothing more to do then, and a rollback to the first run gives the first tree back.
next_run_recovers() {
	local first
	somebody_gets_in
	flux_is 0 --apply
	summary_has failed=0
	somebody_gets_in
	flux_is 0 --dry-run
	first=$(flux --history | head -n 1)
	flux_is 0 --rollback "${first%% *}"
	same_machine fresh
	somebody_gets_in
	outcome recovered
}

# rollback_recovers: a rollback gives the first tree back.
rollback_recovers() {
	somebody_gets_in
	flux_is 0 --rollback
	same_machine fresh
	somebody_gets_in
	outcome undone
}

# nothing_left: the run itself has undone everything, or has not begun.
nothing_left() {
	same_machine fresh
	somebody_gets_in
	outcome "$1"
}
