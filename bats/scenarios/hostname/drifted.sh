# shellcheck shell=sh
# Applied; then somebody renamed the machine and took its line out of /etc/hosts.
# before: apply
hostname other
echo other >/etc/hostname
sed -i '/web1/d' /etc/hosts
