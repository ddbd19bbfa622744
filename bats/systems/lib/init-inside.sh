# shellcheck shell=sh
# Runs inside a container of docker or podman as its first process. In a plain image it waits ($1: plain); in a server it becomes its
# init. Gives it what nspawn gives: a file system without the engine's own files in /etc, its own control groups, and
# network parameters that can be written.
if [ "$1" = plain ]; then
	trap 'exit 0' TERM
	while :; do sleep 1; done
fi
until [ -e /sys/class/net/host0 ]; do sleep 0.05; done
for file in /etc/hosts /etc/hostname /etc/resolv.conf; do
	if grep -q " $file " /proc/self/mountinfo; then umount "$file"; fi
done
if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
	mount -o remount,bind,rw /sys/fs/cgroup
else
	# Version 1: newer systemd does not run on that, but does on version 2 without controllers.
	umount -R /sys/fs/cgroup
	mount -t cgroup2 cgroup2 /sys/fs/cgroup
fi
mount --bind /proc/sys/net /proc/sys/net
mount -o remount,bind,rw /proc/sys/net
for interface in all default lo host0; do echo 0 >"/proc/sys/net/ipv6/conf/$interface/disable_ipv6"; done
exec /sbin/init
