# shellcheck shell=sh
# What the tests need: tools, packages, the compiler, images. Sourced by test.sh, which sets logs, system and suites.

# quietly WHAT COMMAND...: runs it; its output is shown only if it fails, and then the tests end.
quietly() {
	qu_what=$1
	shift
	"$@" >"$logs/set-up" 2>&1 </dev/null && return
	tail -n 40 "$logs/set-up"
	say "set-up failed: $qu_what"
	say '0 passed, 1 failed, 0 skipped'
	exit 1
}

# missing_packages: prints the Debian packages of the tools that the suites need and this machine lacks.
missing_packages() {
	while read -r mp_tool mp_package; do
		[ -z "$mp_tool" ] || command -v "$mp_tool" >/dev/null 2>&1 || printf '%s ' "$mp_package"
	done <<-TOOLS
		mmdebstrap mmdebstrap
		systemd-nspawn systemd-container
		apt-ftparchive apt-utils
		curl curl
		getfattr attr
		ip iproute2
		nmap nmap
		nc netcat-openbsd
		ssh openssh-client
		sshpass sshpass
		setpriv util-linux
		strace strace
		podman podman
		runc runc
		conmon conmon
		unshare util-linux
		bwrap bubblewrap
		busybox busybox-static
		dash dash
		nft nftables
		ufw ufw
		iptables iptables
		mksh mksh
		ksh93 ksh93u+m
		yash yash
		shellcheck shellcheck
		ssh-audit ssh-audit
		checkbashisms devscripts
		gcc gcc
		$(machine_tools)
	TOOLS
}

# machine_tools: prints the tools that a virtual machine needs beyond those, with their packages, if a suite boots one.
machine_tools() {
	case "$suites $system" in
	*-vm*) printf '%s\n' 'qemu-system-x86_64 qemu-system-x86' 'qemu-img qemu-utils' 'genisoimage genisoimage' 'mke2fs e2fsprogs' ;;
	esac
}

# install_tools: through apt if we are root; else says what to install: the suites that need it are skipped.
install_tools() {
	# shellcheck disable=SC2046 # a list of names
	set -- $(missing_packages | tr ' ' '\n' | sort -u)
	[ $# -gt 0 ] || return 0
	if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
		say "What needs these packages is skipped:  apt-get install $*"
		return 0
	fi
	quietly 'apt-get update' apt-get -q update
	quietly "apt-get install $*" env DEBIAN_FRONTEND=noninteractive apt-get -qy --no-install-recommends install "$@"
}

# is_stale: dist is missing or older than what it is made from.
is_stale() {
	[ -e dist/flux.cjs ] || return 0
	[ -n "$(find src templates package.json -newer dist/flux.cjs -type f 2>/dev/null | head -n 1)" ]
}

# set_up: packages, tools, compiler, the image that the machines boot from; and what an earlier run left is ended.
set_up() {
	install_tools
	if [ ! -d node_modules ]; then quietly 'npm ci' npm ci; fi
	case $suites in
	*check* | *unit* | *bats/*) if is_stale; then quietly 'npm run build' npm run build; fi ;;
	esac
	bats/systems/bin/stop-all
	case $suites in
	*bats/*) build_images ;;
	esac
	return 0
}

# build_images: those that the suites boot.
build_images() {
	for bi_system in $(say "$suites" | sed -n "s/.*@//p; t; s/.*/$system/p" | sort -u); do
		case $bi_system in
		*-vm) can_emulate && quietly "the image $bi_system" bats/systems/bin/build-vm "$bi_system" ;;
		*+*) take_engine_image "${bi_system#*+}" "${bi_system%+*}" ;;
		*)
			if [ -n "${FLUX_ENGINE:-}" ]; then
				take_engine_image "$FLUX_ENGINE" "$bi_system"
			elif can_boot; then
				quietly "the image $bi_system" bats/systems/bin/build "$bi_system"
			fi
			;;
		esac
	done
}

# can_emulate: virtual machines can be booted here.
can_emulate() {
	command -v qemu-system-x86_64 qemu-img genisoimage mke2fs >/dev/null
}

# take_engine_image ENGINE SYSTEM: its image, so that no suite waits for it. If there is none to be had, the suite says so, skipped.
take_engine_image() {
	[ "$(id -u)" -eq 0 ] || return 0
	# shellcheck disable=SC2016 # the inner shell's
	quietly "the image $2 for $1" env "FLUX_ENGINE=$1" sh -c '"$0" "$1" || [ $? -eq 75 ]' bats/systems/bin/engine-image "$2"
}

# can_boot: containers can be booted here.
can_boot() {
	[ "$(id -u)" -eq 0 ] && command -v mmdebstrap systemd-nspawn >/dev/null
}
