# shellcheck shell=bats
# Every module from every start state. The files say what the states are; bats/lib/scenario.bash says what happens.
load ../lib/machine
load ../lib/scenario

setup_file() {
	require_machines
}

# Where the distribution has no netdata it comes from its vendor, whom no test machine reaches (bats/kinds/repository.bats has a stand-in).
setup() {
	case $BATS_TEST_DESCRIPTION-$FLUX_SYSTEM in
	netdata,*-debian-1[12]) ;;
	netdata,*) skip "$FLUX_SYSTEM has no netdata of its own" ;;
	esac
}

teardown() {
	stop_machine
}

test_scenarios
