# shellcheck shell=sh
# Debian 13: cloud-init 25.1, systemd 257, OpenSSH 10.0. No /etc/sysctl.conf any more.
suite=trixie
packages=$cloud_packages,netplan.io,systemd-resolved

# prepare ROOT: networkd is on in the official image.
prepare() {
	systemctl --quiet --root="$1" enable systemd-networkd systemd-networkd-wait-online
}
