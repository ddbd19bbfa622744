# shellcheck shell=sh
# ifupdown runs the network, by /etc/network/interfaces; neither netplan nor networkd does.
apt-get -q update
DEBIAN_FRONTEND=noninteractive apt-get -qy --no-install-recommends install ifupdown
rm -f /etc/netplan/*.yaml /run/systemd/network/10-netplan-host0.network
systemctl disable --now systemd-networkd.socket systemd-networkd systemd-networkd-wait-online
cat >/etc/network/interfaces <<'STANZAS'
# of the administrator
auto lo host0
iface lo inet loopback

iface host0 inet static
	address 10.77.0.2/24
	gateway 10.77.0.1
iface host0 inet6 static
	address fd77::2/64
	gateway fd77::1
	accept_ra 0
STANZAS
ip addr flush dev host0
ifup host0
