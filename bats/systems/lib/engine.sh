# shellcheck shell=sh
# An instance that docker or podman runs. Sourced where FLUX_ENGINE says so, or the instance's file `engine`, these functions take the
# place of those of the same name for nspawn. The other verbs work on it as on any other, through its init and its root directory:
# $dir/root is a link to /proc/LEADER/root. Its podman keeps everything in $dir: containers, changes, locks.

# shellcheck source=../lib/engine-options.sh
. "$systems_dir/lib/engine-options.sh"
container=flux-$name netns=flux-$name
if [ -s "$dir/engine" ]; then
	{
		read -r FLUX_ENGINE
		read -r tag
		read -r image
		read -r content
	} <"$dir/engine"
fi
check_engine

# engine COMMAND ARGUMENT...: the engine, working on the instance's container.
engine() {
	[ "$FLUX_ENGINE" = podman ] || {
		docker "$@" 9>&- 3>&- 4>&-
		return
	}
	# shellcheck disable=SC2046 # words. The link: podman wants a short path here.
	CONTAINERS_CONF=$dir/containers.conf podman --root "$dir/podman" --runroot "/run/$netns" --tmpdir "$dir/tmp" --storage-driver overlay \
		--storage-opt "additionalimagestore=$FLUX_SYSTEMS_HOME/engine" $(podman_runtime "$dir") "$@" 9>&- 3>&- 4>&-
}

# find_image SYSTEM: sets image, tag, origin and content.
find_image() {
	fi_found=$("$systems_dir/bin/engine-image" "$1") || exit
	{
		read -r tag
		read -r image
		read -r content
		read -r origin
	} <<-FOUND
		$fi_found
	FOUND
	# Nobody gives a verdict where no init runs.
	[ "$content" = server ] || FLUX_BOOT_NOWAIT=yes
	note "$name: $1 on $FLUX_ENGINE, $tag: $origin"
}

# make_tree: a tmpfs that takes all that the instance is, and in it a container that has not started yet.
make_tree() {
	mkdir -p "$dir"
	mount -t tmpfs -o "size=${FLUX_BOOT_SIZE:-2G},nr_inodes=1000000,mode=755" "$netns" "$dir"
	printf '%s\n' "$FLUX_ENGINE" "$tag" "$image" "$content" >"$dir/engine"
	printf '%s\n' "$image" >"$dir/image"
	printf '%s\n' "$tag" >"$dir/tag"
	mkdir "$dir/root" "$dir/run"
	seed=$dir/root/var/lib/cloud/seed/nocloud interface=host0
	: >"$dir/console.log"
	if [ "$FLUX_ENGINE" = podman ]; then
		ln -sfn "$dir/run" "/run/$netns"
		set_up_podman "$dir"
	fi
	create_container
}

# create_container: with what nspawn gives a container: the same capabilities, no network yet.
create_container() {
	set -- --name "$container" --hostname "$name" --network none --cgroupns private --cap-drop ALL \
		--security-opt apparmor=unconfined -v "$image/repo:/srv/repo:ro" -e "container=$FLUX_ENGINE"
	for cc_capability in $(capabilities); do set -- "$@" --cap-add "$cc_capability"; done
	case $FLUX_ENGINE-$content in
	podman-server) set -- "$@" --cgroup-parent "/$netns" --no-hosts --systemd=always ;;
	podman-*) set -- "$@" --cgroup-parent "/$netns" ;;
	docker-server) set -- "$@" --tmpfs /run --tmpfs /run/lock --tmpfs /tmp ;;
	esac
	# shellcheck disable=SC2046 # words
	engine create $(limits) "$@" "$tag" sh -c "$(cat "$systems_dir/lib/init-inside.sh")" sh "$content" >/dev/null
}

# capabilities: prints those that nspawn gives its containers, as far as this machine has them itself.
capabilities() {
	ca_held=$(setpriv --dump | sed -n 's/^Capability bounding set: //p')
	for ca_name in audit_control audit_write chown dac_override dac_read_search fowner fsetid ipc_owner kill lease linux_immutable mknod \
		net_admin net_bind_service net_broadcast net_raw setfcap setgid setpcap setuid sys_admin sys_boot sys_chroot sys_nice sys_ptrace \
		sys_resource sys_tty_config; do
		case ,$ca_held, in *",$ca_name,"*) printf '%s ' "$ca_name" ;; esac
	done
}

# start_machine: gives it the seed if it never ran, starts it, and lays a cable from its network to the instance's outside.
start_machine() {
	if [ ! -L "$dir/root" ]; then
		if [ "$content" = server ]; then tar -C "$dir/root" -c var/lib/cloud/seed | engine cp - "$container:/"; fi
		rm -rf "$dir/root"
	fi
	engine start "$container" >/dev/null
	until_true 200 has_process || die "$name: no process: $(engine logs "$container" 2>&1 | tail -n 5)"
	outside ip link del ve-machine 2>/dev/null || :
	outside ip link add ve-machine type veth peer name host0 netns "$leader"
	connect_network
	find_leader
	ln -sfn "/proc/$leader/root" "$dir/root"
	ln -sfn "$(changes)" "$dir/upper"
}

# has_process: sets leader to the container's first process.
has_process() {
	leader=$(engine inspect --format '{{.State.Pid}}' "$container" 2>/dev/null) && [ "${leader:-0}" -gt 0 ]
}

# has_leader: that process is its init by now: remembered, and beside it what ends when the container has ended.
has_leader() {
	has_process || die "$name ended while booting: $(engine logs "$container" 2>&1 | tail -n 5)"
	if [ "$content" = server ]; then
		grep -qs systemd "/proc/$leader/comm" && [ -d "/proc/$leader/root/run/systemd/system" ] || return
	fi
	remember "$dir/leader" "$leader"
	# podman's is conmon, which cleans up behind it; docker's is its daemon, and stays.
	hl_watcher=$leader
	[ "$FLUX_ENGINE" = docker ] || hl_watcher=$(sed -n 's/^PPid:[[:space:]]*//p' "/proc/$leader/status")
	remember "$dir/watcher" "$hl_watcher"
}

# changes: prints where the files lie that are not as in the image: podman's overlay, of which we have the sums, else all of them.
changes() {
	if [ "$FLUX_ENGINE" = podman ] && [ -s "$image/sums" ]; then
		engine inspect --format '{{.GraphDriver.Data.UpperDir}}' "$container"
	else
		printf '%s\n' "/proc/$leader/root"
	fi
}

# is_down: the container has ended, and the engine knows it.
is_down() {
	! living "$dir/watcher" >/dev/null && [ "$(engine inspect --format '{{.State.Running}}' "$container")" = false ]
}

# end_processes: orderly if asked to, then at once; the container goes, and all that the engine has mounted or made for it.
end_processes() {
	if [ -z "$now" ] && ep_pid=$(living "$dir/leader"); then
		kill -s RTMIN+4 "$ep_pid" 2>/dev/null || kill -38 "$ep_pid"
		until_true 300 is_down || :
	fi
	if ep_pid=$(living "$dir/leader"); then kill -9 "$ep_pid" || :; fi
	engine rm -f "$container" >/dev/null 2>&1 || :
	until_true 100 has_no_process || :
	awk -v below="$dir/" 'index($5, below) == 1 { print $5 }' /proc/self/mountinfo | sort -r | while read -r ep_mount; do
		umount -l "$ep_mount" || :
	done
	rm -f "$dir/root" "/run/$netns"
	control_groups -depth -type d -exec rmdir {} + 2>/dev/null || :
}

# control_groups EXPRESSION...: find among those that podman made for the container.
control_groups() {
	find /sys/fs/cgroup \( -path "*/$netns" -o -path "*/$netns/*" \) "$@"
}

# has_no_process: none in the container's cgroups, and none of podman's that works in $dir.
has_no_process() {
	! living "$dir/watcher" >/dev/null && ! control_groups -name cgroup.procs -exec cat {} + 2>/dev/null | grep -q .
}
