# shellcheck shell=sh
# What a virtual machine does otherwise than a container. Sourced behind common.sh and machine.sh for an instance with a disk: the
# functions here take the place of those of the same names, so that the verbs are the same.
#
#   $dir/disk.qcow2   what the machine has changed on its image's disk     $dir/console.log   its first serial line: kernel and init
#   $dir/shell        its second: systemd's debug shell, which needs no network, account or sshd
# shellcheck disable=SC2034 # set for the verbs

vm=yes
# A scan at a container's pace loses packets, and then an open port looks filtered. sshd takes its time, too.
pace='--min-rate 5000 --max-retries 3 --initial-rtt-timeout 500ms --max-rtt-timeout 2000ms' patience=30

# make_tree: a disk that holds the changes and leaves the image's as it is, on the instance's own tmpfs.
make_tree() {
	for mt_tool in qemu-system-x86_64 qemu-img genisoimage node; do
		command -v "$mt_tool" >/dev/null || die "a virtual machine needs $mt_tool: apt-get install qemu-system-x86 qemu-utils genisoimage"
	done
	mkdir -p "$dir"
	mount -t tmpfs -o "size=${FLUX_BOOT_SIZE:-3G},mode=755" "$netns" "$dir"
	printf '%s\n' "$image" >"$dir/image"
	qemu-img create -q -f qcow2 -F raw -b "$image/disk.raw" "$dir/disk.qcow2"
	seed=$dir/seed interface=eth0
}

# start_machine: starts qemu in the instance's network namespace. TCG: every instruction is emulated, no device of this machine is
# touched. A reboot ends qemu, as a container's ends nspawn. Beside eth0, its cable to the outside, the machine has eth1 to eth3, on a hub of
# their own, which nobody has set up.
start_machine() {
	[ -e "$dir/seed.iso" ] || genisoimage -quiet -V cidata -J -r -o "$dir/seed.iso" "$dir/seed"
	outside ip link show machine >/dev/null 2>&1 || outside ip tuntap add dev machine mode tap
	connect_network
	sm_image=$(cat "$dir/image")
	rm -f "$dir/shell"
	sm_spare=$(printf -- '-netdev hubport,id=spare%s,hubid=1 -device virtio-net-pci,netdev=spare%s ' 1 1 2 2 3 3)
	# shellcheck disable=SC2086 # sm_spare is a list of words
	setsid nsenter --net="/run/netns/$netns" -- qemu-system-x86_64 -name "$name" -machine q35 -accel tcg,thread=multi -cpu max -smp 2 \
		-m 1024 -no-reboot -display none -nodefaults -kernel "$sm_image/vmlinuz" -initrd "$sm_image/initrd" \
		-append 'root=LABEL=root rw console=ttyS0 net.ifnames=0 systemd.debug_shell=ttyS1' \
		-drive "file=$dir/disk.qcow2,if=virtio,format=qcow2" -drive "file=$dir/seed.iso,if=virtio,format=raw,readonly=on" \
		-drive "file=$sm_image/repo.raw,if=virtio,format=raw,readonly=on" -netdev tap,id=cable,ifname=machine,script=no,downscript=no \
		-device virtio-net-pci,netdev=cable $sm_spare -device virtio-rng-pci -chardev "file,id=console,path=$dir/console.log,append=on" \
		-serial chardev:console -serial "unix:$dir/shell,server=on,wait=off" </dev/null >>"$dir/qemu.log" 2>&1 9>&- 3>&- 4>&- &
	leader=$!
	remember "$dir/leader" "$leader"
	until_true 200 test -S "$dir/shell" || die "$name: qemu did not start: $(tail -n 3 "$dir/qemu.log")"
}

# veth: prints the outside end of the cable.
veth() {
	echo machine
}

# enter COMMAND...: becomes that command, as root in the machine: with what is on standard input now, a clean environment, no terminal.
# One at a time: there is one line.
enter() {
	[ -n "$leader" ] || die "$name is not running"
	set -- env -i HOME=/root USER=root TERM=dumb PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@"
	exec flock "$dir/shell.lock" node "$systems_dir/lib/vm-shell.mjs" "$dir/shell" "$leader" "$@"
}

# is_down: qemu is gone.
is_down() {
	! living "$dir/leader" >/dev/null
}

# ask_to_end PID: shuts the machine down in order.
ask_to_end() {
	leader=$1
	inside systemctl poweroff >/dev/null 2>&1 || :
}

# objects DIRECTORY EXPRESSION...: what find says about the whole file system.
objects() {
	shift
	# shellcheck disable=SC2016 # the inner shell's
	inside sh -c 'cd / && exec find . -xdev "$@"' sh "$@"
}

# sums DIRECTORY: the sums of the files that are newer than the image; the time of change of a file is the kernel's alone to set.
sums() {
	# shellcheck disable=SC2016 # the inner shell's
	inside sh -c 'cd / && find . -xdev -type f -newerct "@$1" -print0 | xargs -0 -r -n 500 -P 2 sha256sum -b 2>/dev/null' sh \
		"$(stat -c %Y "$(cat "$dir/image")/made")"
}

# attributes DIRECTORY NAMES: nothing; extended attributes are compared in containers.
attributes() {
	:
}
