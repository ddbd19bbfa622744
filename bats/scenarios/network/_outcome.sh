# shellcheck shell=sh
# Addresses, routes and MTU as the kernel has them; the name server as the resolver has it.
ip -o addr show dev host0 | grep -F ' 10.77.0.2/24 '
ip -o addr show dev host0 | grep -F ' 10.77.0.3/24 '
ip -o addr show dev host0 | grep -F ' fd77::2/64 '
ip route show default | grep -F 'via 10.77.0.1 '
ip -6 route show default | grep -F 'via fd77::1 '
ip route show 10.99.0.0/16 | grep -F 'via 10.77.0.1 '
[ "$(cat /sys/class/net/host0/mtu)" = 1400 ]
# by whom the interface is set up; ifupdown leaves name servers to resolvconf, which is not there
if nmcli device show host0 2>/dev/null | grep -q '(connected)'; then
	nmcli -g IP4.DNS device show host0 | grep -F 10.77.0.1
elif ! systemctl -q is-active systemd-networkd; then
	grep -F 'dns-nameservers 10.77.0.1' /etc/network/interfaces.d/flux
else
	resolvectl dns host0 | grep -F 10.77.0.1
fi
grep -F disabled /etc/cloud/cloud.cfg.d/99-flux-network.cfg
