# shellcheck shell=bats
# One interface is set up by flux, the one that the operator comes in by is not: after the next boot that one is still there, and again after
# a rollback and another boot, whoever runs the network.
load ../lib/machine

setup_file() {
	require_machines
	# cloud-init is at work at each reboot, for it would set up the network too.
	export FLUX_FIRST_BOOT=yes
}

teardown() {
	stop_machine
}

# beside_the_way_in STATE MANAGER: with this start state of bats/scenarios/network, flux sets up another interface; the machine boots.
beside_the_way_in() {
	FLUX_SCRIPT=$BATS_TEST_TMPDIR/module.sh
	printf '[modules.network]\nmanager = "%s"\n[[modules.network.interfaces]]\nname = "host0"\n[[modules.network.interfaces]]\nname = "own0"\nmethod = "static"\naddresses = ["10.78.0.2/24"]\n' \
		"$2" >"$BATS_TEST_TMPDIR/flux.toml"
	node "$FLUX_ROOT/dist/flux.cjs" module network --config "$BATS_TEST_TMPDIR/flux.toml" -o "$FLUX_SCRIPT" 2>"$BATS_TEST_TMPDIR/compile" ||
		{ cat "$BATS_TEST_TMPDIR/compile" && return 1; }
	boot_machine network-lockout
	inside sh -eu -s <"$FLUX_ROOT/bats/scenarios/network/$1.sh" >"$BATS_TEST_TMPDIR/state" 2>&1 || { tail "$BATS_TEST_TMPDIR/state" && return 1; }
	if [ "$1" = ifupdown ]; then
		# as cloud-init writes it on Debian 11
		inside sh -euc 'cd /etc/network && sed "s/^auto.*/auto host0/" interfaces | grep -v loopback >interfaces.d/50-cloud-init
			printf "auto lo\niface lo inet loopback\nsource interfaces.d/*\n" >interfaces'
	fi
	inside sh -c 'ip link add own0 type veth peer name own1 && ip link set own1 up'
	remember_machine before
	flux_is 0 --apply
	inside ip -o addr show own0 | grep -F ' 10.78.0.2/24 '
	operator_gets_in
	verb reboot "$MACHINE"
	operator_gets_in
	flux_is 0 --rollback
	same_files before
	verb reboot "$MACHINE"
	operator_gets_in
}

@test "netplan: an interface that flux does not set up is there after the next boot" {
	beside_the_way_in fresh netplan
}

@test "networkd: an interface that flux does not set up is there after the next boot" {
	beside_the_way_in networkd networkd
}

@test "ifupdown: an interface that flux does not set up is there after the next boot" {
	beside_the_way_in ifupdown ifupdown
}
