# shellcheck shell=bats
# Every module from every start state. The files say what the states are; bats/lib/scenario.bash says what happens.
load ../lib/machine
load ../lib/scenario

setup_file() {
	require_machines
}

teardown() {
	stop_machine
}

test_scenarios
