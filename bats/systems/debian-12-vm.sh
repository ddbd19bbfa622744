# shellcheck shell=sh
# Debian 12 as a virtual machine: the system debian-12 with Debian's kernel for clouds, on an emulated processor.
# shellcheck source=debian-12.sh
. "$systems_dir/debian-12.sh"
vm_of=debian-12
# An emulated processor takes minutes to install fail2ban with its Python: it is there already. ufw is not.
packages=$packages,initramfs-tools,zstd,linux-image-cloud-amd64,fail2ban,python3-systemd

# prepare ROOT: networkd is on in the official image; fail2ban is not yet.
prepare() {
	systemctl --quiet --root="$1" enable systemd-networkd systemd-networkd-wait-online
	systemctl --quiet --root="$1" disable fail2ban
}
