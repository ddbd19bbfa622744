# shellcheck shell=sh
# Debian unstable: whatever comes next. Its image differs from one build to the next.
suite=sid
packages=$cloud_packages,netplan.io,systemd-resolved

# prepare ROOT: networkd is on in the official image; its netplan pokes udevd, which does not run in a container.
prepare() {
	systemctl --quiet --root="$1" enable systemd-networkd systemd-networkd-wait-online
	if grep -qs ExecStartPost=udevadm "$1/usr/lib/systemd/system/netplan-configure.service"; then
		mkdir -p "$1/etc/systemd/system/netplan-configure.service.d"
		printf '[Service]\nExecStartPost=\n' >"$1/etc/systemd/system/netplan-configure.service.d/container.conf"
	fi
}
