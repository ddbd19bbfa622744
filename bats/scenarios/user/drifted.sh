# shellcheck shell=sh
# Applied; then somebody changed a shell, left a group, added a key of their own, loosened modes, and planted links.
# before: apply
usermod -s /bin/sh -G deploy alice
passwd -l carol
echo '# a key of my own' >>/home/alice/.ssh/authorized_keys
chmod 755 /home/alice/.ssh
echo "$(head -n 1 /home/bob_b/.ssh/authorized_keys) another" >>/home/bob_b/.ssh/authorized_keys
echo 'Defaults !use_pty' >/etc/sudoers.d/flux
