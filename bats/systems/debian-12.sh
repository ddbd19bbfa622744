# shellcheck shell=sh
# Debian 12: cloud-init 22.4, systemd 252, OpenSSH 9.2.
suite=bookworm
packages=$cloud_packages,netplan.io,systemd-resolved

# prepare ROOT: networkd is on in the official image.
prepare() {
	systemctl --quiet --root="$1" enable systemd-networkd systemd-networkd-wait-online
}
