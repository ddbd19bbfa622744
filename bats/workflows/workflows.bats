# shellcheck shell=bats
# Every workflow that is shipped, on a machine of its own: dry run, apply, apply again, rollback, as a scenario.
load ../lib/machine
load ../lib/workflow

setup_file() {
	require_machines
	# On a machine that cloud-init sets up right then.
	export FLUX_FIRST_BOOT=yes
}

teardown() {
	stop_machine
}

# whole WORKFLOW: the loop.
whole() {
	FLUX_SCRIPT=$BATS_TEST_TMPDIR/workflow.sh
	workflow_script "$1" sh "$FLUX_SCRIPT"
	boot_machine workflow
	inside sh -eu -s <"$FLUX_ROOT/bats/scenarios/zsh/_world.sh" >/dev/null 2>&1
	remember_machine start
	flux_is 2 --dry-run
	same_machine start
	flux_is 0 --apply
	summary_has failed=0
	case " $(sed -n "s/^modules='\(.*\)'$/\1/p" "$FLUX_SCRIPT") " in
	*' user '*ssh*) alice_gets_in 2222 ;;
	*' user '*) alice_gets_in 22 ;;
	*' ssh '*) verb ssh "$MACHINE" -p 2222 sudo -n true ;;
	*) operator_gets_in ;;
	esac
	remember_machine applied
	flux_is 0 --apply
	summary_has changed=0
	same_times applied
	same_state applied
	flux_is 0 --dry-run
	flux_is 0 --audit
	flux_is 0 --rollback
	same_machine start
	operator_gets_in
}

for name in essential security complete development monitoring; do
	bats_test_function --description "workflow $name: dry run, apply, apply again, rollback" -- whole "$name"
done
