# shellcheck shell=sh
# Somebody's account has a key of theirs, which is not to stay.
useradd -m -s /bin/sh only
mkdir -m 700 /home/only/.ssh
cat /home/debian/.ssh/authorized_keys >/home/only/.ssh/authorized_keys
chmod 600 /home/only/.ssh/authorized_keys
chown -R only: /home/only/.ssh
