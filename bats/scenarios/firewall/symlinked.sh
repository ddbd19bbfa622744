# shellcheck shell=sh
# ufw's defaults lie in a directory under version control; the usual path is a symbolic link to them.
apt-get -q update
DEBIAN_FRONTEND=noninteractive apt-get -qy --no-install-recommends install ufw
mkdir /etc/tracked
mv /etc/default/ufw /etc/tracked/ufw-defaults
ln -s ../tracked/ufw-defaults /etc/default/ufw
