# The scenario loop, the same for every module and every start state, so that none can forget a part:
#   start state > a dry run says 2 > apply > the operator gets in > apply again changes nothing > a dry run says 0 >
#   rollback > the machine is what it was
# A start state is a file bats/scenarios/MODULE/STATE.sh that runs as root on the machine. Comments in it direct the loop:
#   # before: apply         the module has been applied once when the file runs
#   # kill-at: N            after the file, an apply is killed when it starts its Nth process
#   # dry-run: 0            what the first dry run says, if not 2
#   # returns-to: pristine  what rollback leads to, if not the start state: the machine before file, apply and kill
#   # untouched: PATH       a file that apply must not write to
# Beside the states of a module there may be
#   flux.toml    settings that the module is compiled with, alone; without it the script under test is run with --only MODULE
#   _world.sh    runs as root on the machine before anything: what the module finds in its world, such as stand-ins of servers
#   _kept.sh     runs as root after rollback: takes back what the index says that rollback does not, so that the rest can be compared
#   _outcome.sh  runs as root after apply and must succeed: what the settings are to bring about; it fails on the start `fresh`

# directive FILE NAME DEFAULT: prints what the file's comment says.
directive() {
	local value
	value=$(sed -n "s/^# $2: //p" "$1")
	printf '%s\n' "${value:-$3}"
}

# enter_start_state FILE MODULE: brings the machine there.
enter_start_state() {
	local at
	if [ "$(directive "$1" before nothing)" = apply ]; then flux_is 0 --apply --only "$2" || return; fi
	as_told "$1" || return
	at=$(directive "$1" kill-at none)
	[ "$at" != none ] || return 0
	# An early end is a bad start state: the kill was to hit.
	verb kill-at "$MACHINE" "$at" sh /opt/flux.sh --apply --only "$2"
}

# same_entry PATH: one object has the same line in the manifests "start" and "applied".
same_entry() {
	diff <(grep "^$1	" "$BATS_FILE_TMPDIR/$MACHINE.start.times") <(grep "^$1	" "$BATS_FILE_TMPDIR/$MACHINE.applied.times")
}

# module_script MODULE: FLUX_SCRIPT is the module's own if it has settings.
module_script() {
	[ -r "$FLUX_ROOT/bats/scenarios/$1/flux.toml" ] || return 0
	FLUX_SCRIPT=$BATS_TEST_TMPDIR/module.sh
	node "$FLUX_ROOT/dist/flux.cjs" module "$1" --config "$FLUX_ROOT/bats/scenarios/$1/flux.toml" -o "$FLUX_SCRIPT" 2>"$BATS_TEST_TMPDIR/compile"
	[ -s "$FLUX_SCRIPT" ] || { cat "$BATS_TEST_TMPDIR/compile" && return 1; }
}

# as_told FILE: runs it as root on the machine, if there is such a file; its output is shown only if it fails.
as_told() {
	[ -r "$1" ] || return 0
	inside sh -eu -s <"$1" >"$BATS_TEST_TMPDIR/told" 2>&1 || { tail -n 20 "$BATS_TEST_TMPDIR/told" && return 1; }
}

# outcome_lacks FILE: the outcome is not there yet: a check that holds on a fresh machine shows nothing.
outcome_lacks() {
	if [ -r "$1" ] && as_told "$1" >/dev/null; then echo 'the outcome is there before apply' && return 1; fi
}

# scenario MODULE STATE: the loop, on a machine of its own.
scenario() {
	local folder=$FLUX_ROOT/bats/scenarios/$1
	local file=$folder/$2.sh
	module_script "$1"
	boot_machine "scenario${FLUX_PART:+-$FLUX_PART}"
	as_told "$folder/_world.sh"
	remember_machine pristine
	enter_start_state "$file" "$1"
	if [ "$2" = fresh ]; then outcome_lacks "$folder/_outcome.sh"; fi
	remember_machine start

	flux_is "$(directive "$file" dry-run 2)" --dry-run --only "$1"
	same_machine start

	flux_is 0 --apply --only "$1"
	summary_has failed=0
	operator_gets_in
	as_told "$folder/_outcome.sh"
	remember_machine applied
	same_entry "$(directive "$file" untouched /etc/fstab)"

	flux_is 0 --apply --only "$1"
	summary_has changed=0
	same_times applied
	same_state applied
	flux_is 0 --dry-run --only "$1"

	flux_is 0 --rollback
	as_told "$folder/_kept.sh"
	same_machine "$(directive "$file" returns-to start)"
	operator_gets_in
}

# test_scenarios: registers a test for every file; with FLUX_PART=2of3 for every third, from the second on.
test_scenarios() {
	local file module number=0 part=${FLUX_PART:-1of1}
	for file in "$FLUX_ROOT"/bats/scenarios/*/[!_]*.sh; do
		[ $((number++ % ${part#*of})) -eq $((${part%of*} - 1)) ] || continue
		module=${file%/*} module=${module##*/} file=${file##*/}
		bats_test_function --description "$module, start state ${file%.sh}" -- scenario "$module" "${file%.sh}"
	done
}
