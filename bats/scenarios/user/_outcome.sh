# shellcheck shell=sh
# Accounts, groups, keys and sudo as the system itself sees them.
[ "$(getent passwd alice | cut -d: -f5,7)" = "Alice O'Hara:/bin/bash" ]
[ "$(id -nG alice | tr ' ' '\n' | sort | tr '\n' ' ')" = 'alice deploy sudo ' ]
[ "$(getent group deploy | cut -d: -f3)" = 2000 ]
setpriv --reuid alice --regid alice --init-groups sudo -n true
sudo -lU alice | grep -F 'NOPASSWD: ALL'
if sudo -lU carol | grep -F NOPASSWD; then exit 1; fi
sudo -lU carol | grep -F '(ALL : ALL) ALL'
[ "$(stat -c '%a %U' /home/alice/.ssh /home/alice/.ssh/authorized_keys | tr '\n' ' ')" = '700 alice 600 alice ' ]
ssh-keygen -lf /home/alice/.ssh/authorized_keys
[ "$(getent passwd bob_b | cut -d: -f3,7)" = 3000:/bin/sh ]
[ "$(grep -c . /home/bob_b/.ssh/authorized_keys)" = 1 ]
getent shadow bob_b | cut -d: -f2,8 | grep -x '[*!]:21915'
[ "$(getent shadow eve | cut -d: -f8)" = 1 ]
if getent passwd mallory; then exit 1; fi
[ -e /home/mallory/mine ]
visudo -c
sudo -V | head -n 1
grep -Fx 'Defaults use_pty' /etc/sudoers.d/flux
grep -Ex 'UMASK[[:space:]]+027' /etc/login.defs
grep -Ex 'ENCRYPT_METHOD[[:space:]]+YESCRYPT' /etc/login.defs
