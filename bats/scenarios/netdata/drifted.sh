# shellcheck shell=sh
# Applied; then somebody opened it to all, and stopped it.
# before: apply
sed -i 's/^allow connections from.*/allow connections from = */' /etc/netdata/netdata.conf
chmod 644 /etc/netdata/stream.conf
rm -f /etc/netdata/.opt-out-from-anonymous-statistics
systemctl disable --now netdata
systemctl reset-failed netdata || :
