# shellcheck shell=sh
# A stand-in for Alpine 3.21, whose own packages cannot be had here: busybox and OpenSSH compiled against musl from Debian's sources
# with Alpine's switches, OpenRC, and a /etc written after Alpine's. No bash, no GNU tools, no perl, no python.
# What differs from Debian: each function here takes the place of the one of the same name in bin/, lib/machine.sh or lib/common.sh.
# shellcheck disable=SC2034,SC2154 # set for the verbs, and by them

suite=trixie
operator=alpine
recipe=$systems_dir/alpine-stand-in

# What no test on it proves about Alpine.
unproved="packages: there is no apk, so no solver, signature, trigger, or .apk-new file
the versions and patches of Alpine: busybox 1.37, musl 1.2 and OpenSSH 10.0 are Debian's sources, OpenRC 0.56 is Debian's program, with its glibc beside it
the switches of Alpine's busybox of today: these follow an older list of Alpine's
OpenSSH with OpenSSL: this one knows keys of Ed25519 only
the services in /etc/init.d, and getent: written anew
a kernel of its own: it is a container; and cloud-init: the harness writes key, name and addresses
Alpine's other packages: shadow, doas, sudo, openssl, kmod, nftables, ufw, ca-certificates"

# without THING: prints why it is not there, and fails if it is. A suite that needs it is skipped, saying so.
without() {
	case $1 in
	apt) echo 'apt is not part of Alpine' ;;
	pam) echo "Alpine's base and its OpenSSH have no PAM" ;;
	systemd) echo 'systemd is not part of Alpine, where OpenRC starts services' ;;
	cloud-init) echo 'cloud-init is not in this stand-in' ;;
	usermod) echo 'useradd, usermod and userdel come with the package shadow, which this stand-in lacks' ;;
	sudo) echo 'sudo comes with a package that this stand-in lacks' ;;
	kmod) echo "busybox's modprobe knows no install lines: they need the package kmod, which this stand-in lacks" ;;
	openssl) echo 'openssl comes with a package that this stand-in lacks' ;;
	git) echo 'git comes with a package that this stand-in lacks' ;;
	ufw | nft) echo "$1 comes with a package that this stand-in lacks" ;;
	iproute) echo "busybox's ip does not say where a route came from" ;;
	*) return 1 ;;
	esac
}

# recipe_hash: prints a short hash of what decides what the image is.
recipe_hash() {
	find "$systems_dir/alpine-stand-in.sh" "$recipe" "$systems_dir/lib/image.sh" "$systems_dir/bin/build" -type f \
		! -name state-inside.sh | sort | xargs cat | sha256sum | cut -c1-12
}

# make_rootfs: in $work/rootfs. What takes long, the compiling, is kept for the next recipe.
make_rootfs() {
	mr_compiled=$cache_dir/compiled-$(cat "$recipe/compile.sh" "$recipe/busybox.config" | sha256sum | cut -c1-12)
	[ -d "$mr_compiled" ] || compile "$mr_compiled"
	cp -a "$mr_compiled" "$work/rootfs"
	tar -C "$recipe/root" -cf - --owner=0 --group=0 --mode=u=rwX,go=rX . | tar -C "$work/rootfs" -xpf -
	(
		umask 022
		cd "$work/rootfs" || exit
		mkdir -p dev proc sys run tmp srv/repo opt mnt media home/alpine root usr/local/bin usr/local/sbin usr/local/share var/empty \
			var/log var/lib/misc var/cache var/tmp etc/profile.d etc/sysctl.d etc/modprobe.d etc/conf.d etc/ssh/sshd_config.d etc/skel
		chmod 1777 tmp var/tmp
		chmod 700 root
		chown 1000:1000 home/alpine
		chmod 750 home/alpine
		ln -sfn ../run var/run
		# "*" lets a key in, "!" does not: OpenSSH without PAM takes it for a locked account.
		awk -F: '{ print $1 ":" ($1 == "root" || $1 == "alpine" ? "*" : "!") ":20000:0:99999:7:::" }' etc/passwd >etc/shadow
		chown 0:42 etc/shadow
		chmod 640 etc/shadow
		for mr_service in hostname sysctl networking syslog; do ln -s "/etc/init.d/$mr_service" etc/runlevels/boot/; done
		ln -s /etc/init.d/sshd etc/runlevels/default/
	)
}

# compile DIRECTORY: makes what is compiled, with a compiler that is gone afterwards; forgets what was compiled a month ago. (Another checkout
# may have another recipe: they shall not make each other compile again and again.)
compile() {
	co_builder=$work/builder
	{ sources && sources | sed 's/^deb /deb-src /'; } >"$work/sources.list"
	# shellcheck disable=SC2016 # $1 and the like are mmdebstrap's
	mmdebstrap --quiet --variant=minbase --include=gcc,libc6-dev,linux-libc-dev,make,musl-tools,bzip2,xz-utils \
		--aptopt='Acquire::Check-Valid-Until "false"' --aptopt='Acquire::Languages "none"' --skip=cleanup/apt \
		--customize-hook='cd "$1/srv" && APT_CONFIG=$MMDEBSTRAP_APT_CONFIG apt-get -q source --download-only busybox openssh' \
		--customize-hook='cd "$1/srv" && APT_CONFIG=$MMDEBSTRAP_APT_CONFIG apt-get -q download openrc librc1t64 libeinfo1' \
		--customize-hook="copy-in $recipe/compile.sh $recipe/busybox.config /srv" \
		--customize-hook='unshare --net chroot "$1" sh /srv/compile.sh' \
		"$suite" "$co_builder" - <"$work/sources.list" >"$work/log" 2>&1 || {
		tail -n 20 "$work/log" >&2
		die "what $system is made of could not be compiled"
	}
	find "$cache_dir" -maxdepth 1 -name 'compiled-????????????' -mtime +30 -exec rm -rf {} +
	mv "$co_builder/srv/root" "$1"
	touch "$1"
	rm -rf "$co_builder"
}

# make_repo: none, for there is no package manager.
make_repo() {
	mkdir "$work/repo"
}

# finish_rootfs: what each file of the image is.
finish_rootfs() {
	(cd "$work/rootfs" && find . -xdev -type f -print0 | xargs -0 -n 500 -P 2 sha256sum -b) >"$work/sums"
	printf '%s\n' "$unproved" | while IFS= read -r fi_line; do note "$system does not prove $fi_line"; done
}

# make_seed: what cloud-init would write: the operator's key, the machine's name and addresses.
make_seed() {
	ms_home=$dir/root/home/$operator
	mkdir -m 700 "$ms_home/.ssh"
	operator_key >"$ms_home/.ssh/authorized_keys"
	chmod 600 "$ms_home/.ssh/authorized_keys"
	chown -R 1000:1000 "$ms_home/.ssh"
	printf '%s\n' "$name" >"$dir/root/etc/hostname"
	# A name server that never answers, as on the Debian systems; musl would ask it for ten seconds.
	printf 'nameserver %s\noptions timeout:1 attempts:1\n' "$admin4" >"$dir/root/etc/resolv.conf"
	cat >"$dir/root/etc/network/interfaces" <<-SEED
		auto lo
		iface lo inet loopback

		auto host0
		iface host0 inet static
		    address $machine4
		    netmask 255.255.255.0
		    gateway $admin4
		iface host0 inet6 static
		    address $machine6
		    netmask 64
		    gateway $admin6
	SEED
}

# init_runs: busybox's init has begun, and OpenRC with it.
init_runs() {
	grep -qsx init "/proc/$leader/comm" && [ -e "/proc/$leader/root/run/openrc/softlevel" ]
}

# wait_boot: until sshd runs, the last service of the run level "default", and the network is up, 30 s at most; says so and succeeds, or
# prints the services and fails.
wait_boot() {
	if until_true 600 inside sh -c 'rc-status -C default 2>/dev/null | grep -q "sshd.*started" && grep -q up /sys/class/net/host0/operstate'; then
		echo 'run level default'
	else
		inside rc-status -C --all
		return 1
	fi
}

# ask_to_end PID: shuts it down in order.
ask_to_end() {
	kill -s USR2 "$1"
}

# ask_to_reboot: reboots it in order.
ask_to_reboot() {
	inside reboot
}

# print_state: what it is beyond its files.
print_state() {
	inside sh -s <"$recipe/state-inside.sh"
}
