# shellcheck shell=sh
# Starting an instance's container and waiting for what happens in it. All work on the one that `instance` has set.

# start_machine: boots $dir/root, detached, in the instance's network namespace. /run/systemd/nspawn is a tmpfs of its
# own (here /run may lie on a disk, which nspawn refuses) and the unified cgroup layout is what newer systemd insists on. pidfd_getfd is
# a call that any machine lets its users make, and nspawn 252 does not. Where the first boot was another instance's, cloud-init is told not
# to run, as on the kernel's command line: it would find nothing to do.
start_machine() {
	set --
	[ ! -s "$dir/layer" ] || set -- cloud-init=disabled
	# shellcheck disable=SC2016 # the inner shell's
	SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1 SYSTEMD_NSPAWN_LOCK=0 \
		setsid nsenter --net="/run/netns/$netns" -- unshare -m --propagation private -- sh -c '
			mkdir -p /run/systemd/nspawn
			mount -t tmpfs -o mode=755 flux /run/systemd/nspawn
			exec systemd-nspawn "$@"' sh \
		--quiet --boot --directory="$dir/root" --machine="$name" --register=no --keep-unit --settings=no \
		--network-veth --link-journal=no --resolv-conf=off --timezone=off --console=read-only \
		--system-call-filter=pidfd_getfd --bind-ro="$(cat "$dir/image")/repo:/srv/repo" "$@" </dev/null >>"$dir/console.log" 2>&1 9>&- 3>&- 4>&- &
	remember "$dir/nspawn" $!
	connect_network
	find_leader
}

# veth: prints the outside end of the cable; fails until nspawn has made it.
veth() {
	outside ip -o link show 2>/dev/null | sed -n 's/^[0-9]*: \(v[eb]-[^@:]*\).*/\1/p' | grep .
}

# connect_network: on the outside end the operator's addresses (.1, and .10 to .29 for an operator who is never twice at
# the same place: firewalls count connections) and four attackers'.
connect_network() {
	until_true 400 veth >"$dir/veth" || die "$name: no network: $(tail -n 3 "$dir/console.log")"
	# shellcheck disable=SC2016 # the inner shell's
	outside sh -ec '
		ip link set lo up
		for host in 1 $(seq 10 29) 66 67 68 69; do
			ip addr replace "10.77.0.$host/24" dev "$1"
			ip -6 addr replace "fd77::$host/64" dev "$1" nodad
		done
		ip link set "$1" up' sh "$(cat "$dir/veth")"
}

# init_runs: the process $leader is systemd by now, and has begun.
init_runs() {
	grep -qs systemd "/proc/$leader/comm" && nsenter -t "$leader" -m -p -r -w -- test -d /run/systemd/system 2>/dev/null
}

# has_leader: looks for the container's pid 1 among nspawn's children and remembers it once its init runs in it.
has_leader() {
	hl_nspawn=$(living "$dir/nspawn") || die "$name ended while booting: $(tail -n 5 "$dir/console.log")"
	# shellcheck disable=SC2013 # words on one line
	for leader in $(cat "/proc/$hl_nspawn/task/$hl_nspawn/children" 2>/dev/null); do
		grep -qs '^NSpid:.*[[:space:]]1$' "/proc/$leader/status" || continue
		init_runs || continue
		remember "$dir/leader" "$leader"
		return 0
	done
	leader=
	return 1
}

# find_leader: waits for it, 30 s at most; sets leader.
find_leader() {
	until_true 600 has_leader || die "$name: no init after 30 s: $(tail -n 5 "$dir/console.log")"
}

# ask_to_reboot: reboots it in order.
ask_to_reboot() {
	inside systemctl reboot
}

# wait_boot: waits for cloud-init's own verdict, prints it in a line and returns its status: 0 done, 1 error,
# 2 done with warnings (Debian 13 and later). FLUX_BOOT_TIMEOUT: seconds, 300. Where it does not run: until all units have started.
wait_boot() {
	wc_status=0 wc_command='cloud-init status --wait --long'
	[ ! -s "$dir/layer" ] || wc_command='systemctl is-system-running --wait'
	# shellcheck disable=SC2016 # the inner shell's
	inside timeout "${FLUX_BOOT_TIMEOUT:-300}" sh -c '
		until [ -S /run/dbus/system_bus_socket ]; do sleep 0.1; done
		exec $0' "$wc_command" >"$dir/cloud-init" 2>&1 || wc_status=$?
	# a unit that does not run in a container is no failure
	! grep -qx degraded "$dir/cloud-init" || wc_status=0
	tr '\n' ' ' <"$dir/cloud-init" | sed -e 's/^\.*//' -e 's/ *$//'
	echo " (exit $wc_status)"
	return "$wc_status"
}
