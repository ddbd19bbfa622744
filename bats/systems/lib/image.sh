# shellcheck shell=sh
# What a system is made of: reads its description, knows its recipe's hash and this machine's Debian mirror.

# describe SYSTEM: reads bats/systems/SYSTEM.sh, which sets suite and packages and defines prepare ROOT, the last touch to the made root.
# Sets image to the directory its made parts live in: another recipe is another directory.
describe() {
	system=$1
	[ -f "$systems_dir/$1.sh" ] || die "no system '$1' (there are: $(list_systems))"
	# The packages of Debian's official cloud images, less kernel and boot loader.
	cloud_packages=systemd,systemd-sysv,dbus,udev,openssh-server,cloud-init,cloud-guest-utils,sudo,ca-certificates,curl
	cloud_packages=$cloud_packages,iproute2,iputils-ping,netbase,kmod,procps,less,python3,apt-utils,libpam-systemd,tzdata
	cloud_packages=$cloud_packages,locales,bash-completion,nano,lsb-release,dmidecode,ethtool,e2fsprogs,fdisk
	cloud_packages=$cloud_packages,libnss-myhostname,unattended-upgrades
	# shellcheck source=/dev/null
	. "$systems_dir/$1.sh"
	image=$cache_dir/$system-$(recipe_hash)
}

# list_systems: prints the systems' names, separated by spaces.
list_systems() {
	for ls_file in "$systems_dir"/*.sh; do
		ls_file=${ls_file##*/}
		printf '%s ' "${ls_file%.sh}"
	done
}

# recipe_hash: prints a short hash of all that decides what the image is.
recipe_hash() {
	cat "$systems_dir/$system.sh" "$systems_dir/packages.list" "$systems_dir/lib/image.sh" "$systems_dir/bin/build" |
		sha256sum | cut -c1-12
}

# mirror main|security: prints the Debian mirror this machine's own apt sources name.
mirror() {
	for mi_file in /etc/apt/sources.list.d/*.sources /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
		[ -f "$mi_file" ] || continue
		sed -n -e 's/^URIs: *\([^ ]*\).*/\1/p' -e 's/^deb  *\(\[[^]]*\]  *\)\{0,1\}\([^ ]*\) .*/\2/p' "$mi_file"
	done | sed 's#/$##' | case $1 in
		security) grep -- '-security$' ;;
		*) grep '/debian$' ;;
	esac | head -n 1
}

# sources: prints the sources.list of the suite. Releases that went to the archive have no -updates: only what answers.
sources() {
	so_main=$(mirror main) so_security=$(mirror security)
	[ -n "$so_main" ] || die "this machine's apt sources name no Debian mirror"
	echo "deb $so_main $suite main"
	[ "$suite" != sid ] || return 0
	for so_line in "$so_main $suite-updates" "${so_security:-none} $suite-security"; do
		case $so_line in none*) continue ;; esac
		if curl -sfI "${so_line% *}/dists/${so_line#* }/InRelease" >/dev/null; then echo "deb $so_line main"; fi
	done
}

# forget_old: removes what older recipes of this system made, unless an instance runs on it.
forget_old() {
	for fo_dir in "$cache_dir/$system"-????????????; do
		[ -d "$fo_dir" ] || continue
		[ "$fo_dir" != "$image" ] || continue
		if ! grep -qxsF "$fo_dir" "$run_dir"/*/image; then rm -rf "$fo_dir"; fi
	done
}
