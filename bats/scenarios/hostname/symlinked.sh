# shellcheck shell=sh
# /etc/hostname is a symbolic link to a file elsewhere, which is not ours to write.
# untouched: /etc/precious
cp /etc/hostname /etc/precious
ln -sf precious /etc/hostname
