# shellcheck shell=sh
# Runs in the root of the builder (Debian with musl's compiler): compiles against musl, from Debian's sources in /srv, what Alpine's base and its
# package openssh have, into /srv/root.
set -eu
cd /srv
root=/srv/root
machine=$(uname -m)
# musl has no kernel headers of its own: those of linux-libc-dev, and nothing else of Debian's C library.
mkdir -p headers "$root/lib"
ln -sfn /usr/include/linux headers/linux
ln -sfn /usr/include/asm-generic headers/asm-generic
ln -sfn /usr/include/mtd headers/mtd
ln -sfn "/usr/include/$(gcc -print-multiarch)/asm" headers/asm
flags='-Os -idirafter /srv/headers'

# switch y|n NAME...: in busybox's .config.
switch() {
	sw_value=$1
	shift
	for sw_name; do
		sed -i "/^CONFIG_$sw_name=/d; /^# CONFIG_$sw_name is not set/d" .config
		if [ "$sw_value" = y ]; then echo "CONFIG_$sw_name=y"; else echo "# CONFIG_$sw_name is not set"; fi >>.config
	done
}

# compile_busybox: with its links, one for each applet.
compile_busybox() {
	tar xf busybox_*.orig.tar.bz2
	cd busybox-1.*/
	# busybox 1.37.0's syslogd logs only that it has started; Debian mends the same line.
	sed -i 's/ENABLE_FEATURE_REMOTE_LOG || (opts & OPT_locallog)/ENABLE_FEATURE_REMOTE_LOG || (option_mask32 \& OPT_locallog)/' \
		sysklogd/syslogd.c
	make -s defconfig
	while read -r cb_value cb_names; do
		# shellcheck disable=SC2086 # a list of names
		case $cb_value in [yn]) switch "$cb_value" $cb_names ;; esac
	done </srv/busybox.config
	sed -i -e 's,^CONFIG_EXTRA_CFLAGS=.*,CONFIG_EXTRA_CFLAGS="-idirafter /srv/headers",' \
		-e 's/^CONFIG_FEATURE_DEFAULT_PASSWD_ALGO=.*/CONFIG_FEATURE_DEFAULT_PASSWD_ALGO="sha512"/' \
		-e 's/^CONFIG_LAST_ID=.*/CONFIG_LAST_ID=256000/' -e 's/^CONFIG_FIRST_SYSTEM_ID=.*/CONFIG_FIRST_SYSTEM_ID=100/' \
		-e 's/^CONFIG_LAST_SYSTEM_ID=.*/CONFIG_LAST_SYSTEM_ID=999/' .config
	yes '' | make -s oldconfig >/dev/null
	make -s "-j$(nproc)" CC=musl-gcc HOSTCC=gcc
	mkdir -p "$root/bin" "$root/sbin" "$root/usr/bin" "$root/usr/sbin"
	cp busybox "$root/bin/"
	# /bin/ash is a link in Alpine, where busybox's own list has only sh; nologin is in /sbin there.
	for cb_applet in $(./busybox --list-full | sed -e '/^bin\/busybox$/d' -e 's,^usr/sbin/nologin,sbin/nologin,') bin/ash; do
		ln -sfn /bin/busybox "$root/$cb_applet"
	done
	cd ..
}

# compile_openssh: without PAM, as Alpine's; and without OpenSSL, so that its only keys are of Ed25519.
compile_openssh() {
	tar xf openssh_*.orig.tar.gz
	cd openssh-*/
	./configure "--host=$machine-linux-musl" CC=musl-gcc LD=musl-gcc "CFLAGS=$flags" --prefix=/usr --sysconfdir=/etc/ssh --libexecdir=/usr/lib/ssh \
		--with-pid-dir=/run --with-privsep-path=/var/empty --with-privsep-user=sshd --without-openssl --without-zlib --without-pam \
		--disable-lastlog --disable-utmp --disable-wtmp --disable-strip --disable-security-key --disable-pkcs11 --without-hardening
	make -s "-j$(nproc)" sshd sshd-session sshd-auth ssh ssh-keygen scp sftp-server
	mkdir -p "$root/usr/sbin" "$root/usr/bin" "$root/usr/lib/ssh" "$root/etc/ssh"
	cp sshd "$root/usr/sbin/"
	cp ssh ssh-keygen scp "$root/usr/bin/"
	cp sshd-session sshd-auth sftp-server "$root/usr/lib/ssh/"
	cp moduli "$root/etc/ssh/"
	cd ..
}

# take_openrc: Debian's, which is compiled against glibc: that one's libraries come along, and nothing else of it.
take_openrc() {
	mkdir -p openrc "$root/sbin" "$root/usr/lib" "$root/lib64"
	for to_package in ./*.deb; do dpkg-deb -x "$to_package" openrc; done
	libraries=$(gcc -print-multiarch)
	mkdir -p "$root/lib/$libraries"
	cp -a "openrc/usr/lib/rc" "$root/usr/lib/"
	for to_program in openrc openrc-run openrc-shutdown rc-service rc-update supervise-daemon; do
		cp -a "openrc/usr/sbin/$to_program" "$root/sbin/"
	done
	cp -a openrc/usr/bin/rc-status "$root/bin/"
	ln -s ../usr/lib/rc "$root/lib/rc"
	ln -s ../usr/lib/rc/sbin/start-stop-daemon "$root/sbin/start-stop-daemon"
	LD_LIBRARY_PATH=/srv/openrc/usr/lib/$libraries ldd "$root"/sbin/openrc* "$root"/sbin/rc-* "$root/sbin/supervise-daemon" \
		"$root/usr/lib/rc/sbin/start-stop-daemon" | sed -n 's,.*=> \(/[^ ]*\).*,\1,p' | sort -u |
		xargs -I '{}' cp -L '{}' "$root/lib/$libraries/"
	to_loader=$(ldd "$root/sbin/rc-update" | sed -n 's,^[[:space:]]*\(/[^ ]*ld-[^ ]*\).*,\1,p')
	mkdir -p "$root${to_loader%/*}"
	cp -L "$to_loader" "$root$to_loader"
	# What Debian's OpenRC looks for, and Alpine has not. Control groups: a container may not make them.
	mkdir -p "$root/usr/lib/$libraries/rc/plugins" "$root"/etc/insserv.conf.d "$root"/etc/rc.conf.d "$root"/etc/rcS.d
	for to_level in 0 1 2 3 4 5 6; do mkdir -p "$root/etc/rc$to_level.d"; done
	: >"$root/etc/insserv.conf"
	printf 'cgroup_add_service() { :; }\n' >"$root/usr/lib/rc/sh/rc-cgroup.sh"
	mkdir -p "$root/etc/init.d" "$root/etc/network"
	ln -s /usr/lib/rc/sh/functions.sh "$root/etc/init.d/functions.sh"
	for to_level in sysinit boot default shutdown; do mkdir -p "$root/etc/runlevels/$to_level"; done
	for to_level in pre-up up down post-down pre-down post-up; do mkdir -p "$root/etc/network/if-$to_level.d"; done
}

compile_busybox
compile_openssh
find "$root" -type f -perm -100 ! -name 'ld-musl*' -exec strip {} +
take_openrc
cp -L "/usr/lib/$(gcc -print-multiarch | sed 's/gnu$/musl/')/libc.so" "$root/lib/ld-musl-$machine.so.1"
ln -s "ld-musl-$machine.so.1" "$root/lib/libc.musl-$machine.so.1"
