# shellcheck shell=sh
# Applied; then an upgrade of a package brought its part back, and somebody wrote into the message.
# before: apply
chmod 755 /etc/update-motd.d/10-uname
echo 'new here' >/etc/motd
chmod 644 /etc/update-motd.d/10-flux
