# shellcheck shell=sh
# Most machines need not live through their first boot again: what cloud-init made of the image then, with the operator's key, is kept
# beside the image as a layer of its own. Sourced by boot.
#
#   $image/booted-HASH        what the first boot changed; HASH is of the operator's key, which is in it, and of how it is made
#   $image/booted-HASH.sums   the sums of its files
#   $dir/layer               the layer that the instance stands on, if it does: there cloud-init does not run

# layer_wanted USER-DATA-FILE: nobody gives user data, nor asks for a first boot; it is a container of ours, and its system has cloud-init.
layer_wanted() {
	[ -z "$1${FLUX_FIRST_BOOT:-}${FLUX_BOOT_NOWAIT:-}${FLUX_ENGINE:-}${vm_of:-}" ] && ! without cloud-init >/dev/null
}

# find_layer: sets layer, and makes it if it is not there. Two at once wait for each other.
find_layer() {
	layer=$image/booted-$({ operator_key && cat "$systems_dir/lib/first-boot.sh"; } | sha256sum | cut -c1-12)
	[ ! -d "$layer" ] || return 0
	(
		flock 9
		[ -d "$layer" ] || make_layer
	) 9>"$image/booted.lock"
}

# make_layer: boots an instance for the first time, shuts it down in order and keeps what it changed.
make_layer() {
	ml_name=first-$system ml_dir=$run_dir/first-$system
	FLUX_FIRST_BOOT=yes "$systems_dir/bin/boot" "$system" "$ml_name" >/dev/null || die "$system: the first boot failed"
	"$systems_dir/bin/exec" "$ml_name" systemctl poweroff >/dev/null 2>&1 || :
	until_true 2400 has_ended "$ml_dir/nspawn" || die "$ml_name does not go down"
	umount "$ml_dir/root"
	rm -rf "$ml_dir/upper/srv" "$layer.making"
	cp -a "$ml_dir/upper" "$layer.making"
	(cd "$layer.making" && find . -xdev -type f -print0 | xargs -0 -r -n 500 sha256sum -b) >"$layer.sums"
	mv "$layer.making" "$layer"
	"$systems_dir/bin/stop" "$ml_name" --now
}

# has_ended FILE: the remembered process is gone.
has_ended() {
	! living "$1" >/dev/null
}

# name_machine: the instance has its own name, not that of the one whose first boot was kept.
name_machine() {
	sed -i "s/first-$system/$name/g" "$dir/root/etc/hostname" "$dir/root/etc/hosts"
}
