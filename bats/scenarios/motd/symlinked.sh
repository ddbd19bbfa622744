# shellcheck shell=sh
# The message is a symbolic link to a file elsewhere, which is not ours to empty.
# untouched: /etc/precious
cp /etc/motd /etc/precious
ln -sf precious /etc/motd
