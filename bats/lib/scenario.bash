# The scenario loop, the same for every module and every start state, so that none can forget a part:
#   start state > a dry run says 2 > apply > the operator gets in > apply again changes nothing > a dry run says 0 >
#   rollback > the machine is what it was
# A start state is a file bats/scenarios/MODULE/STATE.sh that runs as root on the machine. Comments in it direct the loop:
#   # before: apply         the module has been applied once when the file runs
#   # kill-at: N            after the file, an apply is killed when it starts its Nth process
#   # dry-run: 0            what the first dry run says, if not 2
#   # returns-to: pristine  what rollback leads to, if not the start state: the machine before file, apply and kill
#   # untouched: PATH       a file that apply must not write to

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
	inside sh -eu -s <"$1" >"$BATS_TEST_TMPDIR/start" 2>&1 || { tail -n 20 "$BATS_TEST_TMPDIR/start" && return 1; }
	at=$(directive "$1" kill-at none)
	[ "$at" != none ] || return 0
	# An early end is a bad start state: the kill was to hit.
	verb kill-at "$MACHINE" "$at" sh /opt/flux.sh --apply --only "$2"
}

# same_entry PATH: one object has the same line in the manifests "start" and "applied".
same_entry() {
	diff <(grep "^$1	" "$BATS_FILE_TMPDIR/$MACHINE.start.times") <(grep "^$1	" "$BATS_FILE_TMPDIR/$MACHINE.applied.times")
}

# scenario MODULE STATE: the loop, on a machine of its own.
scenario() {
	local file=$FLUX_ROOT/bats/scenarios/$1/$2.sh
	boot_machine scenario
	remember_machine pristine
	enter_start_state "$file" "$1"
	remember_machine start

	flux_is "$(directive "$file" dry-run 2)" --dry-run --only "$1"
	same_machine start

	flux_is 0 --apply --only "$1"
	summary_has failed=0
	operator_gets_in
	remember_machine applied
	same_entry "$(directive "$file" untouched /etc/fstab)"

	flux_is 0 --apply --only "$1"
	summary_has changed=0
	same_times applied
	same_state applied
	flux_is 0 --dry-run --only "$1"

	flux_is 0 --rollback
	same_machine "$(directive "$file" returns-to start)"
	operator_gets_in
}

# test_scenarios: registers a test for every file.
test_scenarios() {
	local file module
	for file in "$FLUX_ROOT"/bats/scenarios/*/*.sh; do
		module=${file%/*} module=${module##*/} file=${file##*/}
		bats_test_function --description "$module, start state ${file%.sh}" -- scenario "$module" "${file%.sh}"
	done
}
