# shellcheck shell=sh
# Applied; then somebody took an address away and opened the file to others.
# before: apply
ip addr del 10.77.0.3/24 dev host0
for file in /etc/netplan/90-flux.yaml /etc/systemd/network/05-flux-host0.network; do
	[ ! -e "$file" ] || chmod 640 "$file"
done
