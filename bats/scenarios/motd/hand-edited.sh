# shellcheck shell=sh
# There is a message of somebody's own, and a part of the name that ours has.
echo 'Our house, our rules' >/etc/motd
printf '#!/bin/sh\necho ours\n' >/etc/update-motd.d/10-flux
chmod 700 /etc/update-motd.d/10-flux
