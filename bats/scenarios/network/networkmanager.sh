# shellcheck shell=sh
# NetworkManager runs the network, by a keyfile of the administrator's; neither netplan nor networkd does.
# cloud-init has made this group, for its user, as no group of the system's, which the package does not like.
! getent group netdev || groupmod -g 190 netdev
apt-get -q update
DEBIAN_FRONTEND=noninteractive apt-get -qy --no-install-recommends install network-manager
rm -f /etc/netplan/*.yaml /run/systemd/network/10-netplan-host0.network
systemctl disable --now systemd-networkd.socket systemd-networkd systemd-networkd-wait-online
(umask 077 && cat >/etc/NetworkManager/system-connections/host0.nmconnection) <<'KEYFILE'
[connection]
id=host0
type=ethernet
interface-name=host0
[ipv4]
method=manual
address1=10.77.0.2/24
route1=0.0.0.0/0,10.77.0.1
[ipv6]
method=manual
address1=fd77::2/64
route1=::/0,fd77::1
KEYFILE
systemctl restart NetworkManager
nm-online -s -q -t 30
nmcli device connect host0
