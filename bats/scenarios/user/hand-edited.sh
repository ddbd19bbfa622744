# shellcheck shell=sh
# Alice is there already, with a key of hers that stays; Bob's keys are a link to a file that is not his to write, and stays as it is.
# untouched: /etc/precious
useradd -m -s /bin/sh -c 'Alice' alice
mkdir -m 755 /home/alice/.ssh
echo 'restrict ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA hers' >/home/alice/.ssh/authorized_keys
chmod 644 /home/alice/.ssh/authorized_keys
chown -R alice: /home/alice/.ssh
useradd -m -u 3000 bob_b
echo precious >/etc/precious
chmod 644 /etc/precious
mkdir -m 700 /home/bob_b/.ssh
ln -s /etc/precious /home/bob_b/.ssh/authorized_keys
chown -hR bob_b: /home/bob_b/.ssh
