# shellcheck shell=sh
# The interface is networkd's without netplan.
rm -f /etc/netplan/*.yaml
printf '%s\n' '[Match]' 'Name=host0' '[Network]' 'Address=10.77.0.2/24' 'Address=fd77::2/64' 'Gateway=10.77.0.1' >/etc/systemd/network/10-host0.network
netplan generate
networkctl reload
