# shellcheck shell=sh
# An administrator has installed ufw, noted rules of his own and edited its defaults, but never turned it on.
apt-get -q update
DEBIAN_FRONTEND=noninteractive apt-get -qy --no-install-recommends install ufw
ufw allow 8443/tcp comment 'the shop'
ufw deny from 192.0.2.7
sed -i 's/^MANAGE_BUILTINS=.*/MANAGE_BUILTINS=yes   # by hand/' /etc/default/ufw
