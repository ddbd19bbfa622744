# shellcheck shell=bats
# The stand-in for Alpine itself: it is what it says and lacks what it says, and the verbs of bats/systems/bin work on it.
FLUX_SYSTEM=alpine-stand-in
load ../lib/machine

setup_file() {
	require_machines
	boot_machine stand-in
}

setup() {
	MACHINE=$(machine_name stand-in)
}

teardown_file() {
	MACHINE=$(machine_name stand-in) stop_machine
}

@test 'every program is an applet of busybox, of musl, or named: none is of Debian' {
	run inside sh -c 'for file in /bin/* /sbin/* /usr/bin/* /usr/sbin/*; do [ "$(readlink "$file")" = /bin/busybox ] || echo "$file"; done'
	diff <(printf '%s\n' /bin/busybox /bin/rc-status /sbin/openrc /sbin/openrc-run /sbin/openrc-shutdown /sbin/rc-service /sbin/rc-update \
		/sbin/start-stop-daemon /sbin/supervise-daemon /usr/bin/getent /usr/bin/scp /usr/bin/ssh /usr/bin/ssh-keygen /usr/sbin/sshd) - <<<"$output"
	[ "$(inside readlink -f /bin/sh)" = /bin/busybox ]
	for program in busybox ../usr/sbin/sshd; do
		inside grep -q /lib/ld-musl- "/bin/$program"
		fails inside grep -q /lib64/ld-linux "/bin/$program"
	done
}

@test 'it lacks what the suites skip for' {
	for program in apt-get dpkg systemctl useradd usermod userdel sudo kmod openssl git ufw nft cloud-init bash perl python3; do
		! inside which "$program" || { echo "$program is there" && return 1; }
	done
	inside test ! -e /etc/pam.d
}

@test 'ip and modprobe of busybox cannot do what the suites skip for' {
	inside sh -eu -c '
		ip -6 route add default via fe80::1 dev host0 proto ra metric 512
		ip -6 route show | grep "^default via fe80::1"
		ip -6 route del default via fe80::1 dev host0 metric 512
		modules=/lib/modules/$(uname -r)
		mkdir -p "$modules"
		touch "$modules/cramfs.ko"
		echo cramfs.ko: >"$modules/modules.dep"
		echo "install cramfs /bin/true" >/etc/modprobe.d/t.conf
		modprobe -D cramfs
		rm -r "$modules" /etc/modprobe.d/t.conf' >"$BATS_TEST_TMPDIR/said"
	grep -q '^default via fe80::1' "$BATS_TEST_TMPDIR/said"
	fails grep proto "$BATS_TEST_TMPDIR/said"
	grep -q '^insmod .*cramfs.ko' "$BATS_TEST_TMPDIR/said"
}

@test 'it says that it is a stand-in, and what it does not prove' {
	inside grep -q '^PRETTY_NAME=.*stand-in' /etc/os-release
	verb about alpine-stand-in | grep -q apk
	run verb about alpine-stand-in without git
	[ "$status" -eq 0 ]
	[ "$output" = 'git comes with a package that this stand-in lacks' ]
	run verb about alpine-stand-in without file
	[ "$status" -eq 1 ]
	run verb boot alpine-stand-in refused /etc/passwd
	[ "$status" -eq 70 ]
	[[ "$output" = *'takes no user data: cloud-init'* ]]
	[ ! -e "$FLUX_SYSTEMS_HOME/run/refused" ]
}

@test 'the operator logs in by key, over IPv4 and IPv6, and with the password' {
	[ "$(verb ssh "$MACHINE" id -un)" = alpine ]
	[ "$(verb ssh "$MACHINE" -6 id -un)" = alpine ]
	password_works
	fails verb ssh "$MACHINE" -P wrong true
	[ "$(verb ports "$MACHINE" 1-1024 | tr '\n' ' ')" = '22 open other: closed ' ]
}

@test 'OpenRC has the services: a reload, a reboot and a power cut leave them running and change no file' {
	inside rc-service sshd reload
	remember_machine before
	verb reboot "$MACHINE"
	[ "$(inside rc-status -r)" = default ]
	same_machine before
	verb ssh "$MACHINE" true
	verb reboot "$MACHINE" --cut
	verb ssh "$MACHINE" true
}

@test 'its root has the capabilities and the network of the container only' {
	inside date -s 2001-01-01 2>&1 | grep 'not permitted'
	[ "$(inside date +%Y)" -gt 2001 ]
	[ "$(inside ls /sys/class/net | tr '\n' ' ')" = 'host0 lo ' ]
}

@test 'it stops in order' {
	verb stop "$MACHINE"
	[ ! -e "$FLUX_SYSTEMS_HOME/run/$MACHINE" ]
	fails grep "$MACHINE" /proc/self/mounts
	! ip netns list | grep "$MACHINE"
}

@test 'what a test that was killed leaves behind goes with the next stop-all' {
	sleep 60 &
	FLUX_SYSTEMS_OWNER=$! verb boot alpine-stand-in "$MACHINE"
	kill -9 $!
	wait $! || :
	grep -q "$MACHINE" /proc/self/mounts
	# Of no owner: those of the suites at work beside this one stay.
	FLUX_SYSTEMS_OWNER='' verb stop-all
	[ ! -e "$FLUX_SYSTEMS_HOME/run/$MACHINE" ]
	fails grep "$MACHINE" /proc/self/mounts
	! ip netns list | grep "$MACHINE"
}
