# shellcheck shell=bats
# Bonds and VLANs under each manager of the network, judged by the kernel, and by somebody on a third card, in a network namespace of the
# machine's own, who hears what is sent with the VLAN's tag only. Containers have no such devices: this machine's kernel need not know them.
load ../lib/machine

setup_file() {
	require_machines
	is_vm || skip 'only a virtual machine has cards to spare: FLUX_SYSTEM=debian-12-vm'
}

setup() {
	MACHINE=$(machine_name links)
	[ ! -e "$BATS_FILE_TMPDIR/booted" ] || return 0
	boot_machine links
	inside sh -euc '
		ip netns add peer
		ip link set eth3 netns peer
		cd /
		exec ip netns exec peer sh -euc "
			ip link set eth3 up
			ip addr add 10.78.0.1/24 dev eth3
			ip link add link eth3 name tagged type vlan id 20
			ip addr add 10.79.0.1/24 dev tagged
			ip link set tagged up"'
	touch "$BATS_FILE_TMPDIR/booted"
}

# After a failure the machine is not to be trusted.
teardown() {
	[ -n "${BATS_TEST_COMPLETED:-}" ] || rm -f "$BATS_FILE_TMPDIR/booted"
}

teardown_file() {
	MACHINE=$(machine_name links) stop_machine
}

# linked: the bond has its ports, the VLAN its tag, and the peer answers to both.
linked() {
	inside cat /proc/net/bonding/bond0 >"$BATS_TEST_TMPDIR/bond"
	grep -x 'Bonding Mode: fault-tolerance (active-backup)' "$BATS_TEST_TMPDIR/bond"
	grep -x 'Slave Interface: eth1' "$BATS_TEST_TMPDIR/bond"
	grep -x 'Slave Interface: eth2' "$BATS_TEST_TMPDIR/bond"
	[ "$(inside cat /sys/class/net/bond0/mtu)" = 1400 ]
	inside ip -d link show bond0.20 | grep 'vlan protocol 802.1Q id 20 '
	inside ip route show 10.99.0.0/16 | grep 'via 10.79.0.1 dev bond0.20'
	inside ping -c 1 -W 5 -I bond0 10.78.0.1
	inside ping -c 1 -W 5 -I bond0.20 10.79.0.1
}

# same_but_kernel NAME: the state is the one remembered, but for the kernel's values: until the next boot those of a card are what its manager made them.
same_but_kernel() {
	diff <(sed '/^## sysctl/,$d' "$BATS_FILE_TMPDIR/$MACHINE.$1.state") <(verb state "$MACHINE" | sed '/^## sysctl/,$d') | no_output
}

# links_under MANAGER: a dry run says 2 > apply > the links are there > apply again changes nothing > rollback > all is gone.
links_under() {
	FLUX_SCRIPT=$BATS_TEST_TMPDIR/module.sh
	node "$FLUX_ROOT/dist/flux.cjs" module network --config "$BATS_TEST_DIRNAME/links.toml" --set "network.manager=$1" -o "$FLUX_SCRIPT" 2>"$BATS_TEST_TMPDIR/compile" ||
		{ cat "$BATS_TEST_TMPDIR/compile" && return 1; }
	prepare_machine
	remember_machine before
	flux_is 2 --dry-run
	flux_is 0 --apply
	linked
	flux_is 0 --apply
	summary_has changed=0
	linked
	flux_is 0 --rollback
	same_files before
	same_but_kernel before
	diff <(echo bonding_masters) <(inside sh -c 'cd /sys/class/net && ls -d bond* */master eth?.* 2>/dev/null')
	operator_gets_in
}

# installs PACKAGE...: from the local repository. The machine's own card stays as it is.
installs() {
	inside sh -euc 'apt-get -q update; DEBIAN_FRONTEND=noninteractive exec apt-get -qy --no-install-recommends install "$@"' sh "$@" >"$BATS_TEST_TMPDIR/apt" 2>&1 ||
		{ tail -n 20 "$BATS_TEST_TMPDIR/apt" && return 1; }
}

@test "netplan makes bond and VLAN" {
	links_under netplan
}

@test "networkd makes bond and VLAN" {
	links_under networkd
}

@test "ifupdown makes bond and VLAN" {
	installs ifupdown
	links_under ifupdown
}

@test "NetworkManager makes bond and VLAN" {
	# cloud-init has made the group netdev, for its user, as no group of the system's, which the package does not like
	inside sh -euc 'groupmod -g 190 netdev
		mkdir -p /etc/NetworkManager/conf.d
		printf "%s\n" "[main]" "no-auto-default=*" "[keyfile]" "unmanaged-devices=interface-name:eth0" >/etc/NetworkManager/conf.d/own.conf'
	installs network-manager
	links_under networkmanager
}
