# shellcheck shell=sh
# Debian 11: cloud-init 20.4, systemd 247, OpenSSH 8.4.
suite=bullseye
packages=$cloud_packages,ifupdown,isc-dhcp-client,rsyslog,cron

# prepare ROOT: no systemd-resolved in this release, so /etc/resolv.conf is a plain file.
prepare() {
	rm -f "$1/etc/resolv.conf"
	: >"$1/etc/resolv.conf"
}
