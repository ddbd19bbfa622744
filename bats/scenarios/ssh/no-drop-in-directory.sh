# shellcheck shell=sh
# sshd_config comes from an older release: no Include, no directory of drop-ins.
sed -i '/^Include/d' /etc/ssh/sshd_config
rm -r /etc/ssh/sshd_config.d
systemctl reload ssh
