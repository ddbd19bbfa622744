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

# as USER COMMAND...: with what the user would have
as() {
	as_user=$1
	shift
	setpriv --reuid "$as_user" --regid "$as_user" --init-groups "$@"
}
password=Correct.horse.1

# su is for root alone, even with the password
su carol -c true
# Her manager stays on these machines (bats/systems/bin/build), and rollback removes no account that has a process.
systemctl kill --signal=KILL "user@$(id -u carol).service"
for second in 1 2 3 4 5 6 7 8 9 10; do
	if ! pgrep -u carol; then break; fi
	[ "$second" -lt 10 ]
	sleep 1
done
if echo "$password" | as debian su carol -c true; then exit 1; fi
# a password that is short, and one that is a sequence
for weak in Short.1 abcdefgh12345678; do
	if printf '%s\n' "$password" "$weak" "$weak" | as carol passwd; then exit 1; fi
done
# five failures lock the account for passwords, not for keys; at most 15 minutes
faillock --user carol --reset
echo "$password" | as carol sudo -k -S true
for try in 1 2 3 4 5; do
	if echo wrong | as carol sudo -k -S true; then echo "$try" && exit 1; fi
done
if echo "$password" | as carol sudo -k -S true; then exit 1; fi
[ "$(faillock --user carol | grep -c 'V$')" -ge 5 ]
faillock --user carol --reset
echo "$password" | as carol sudo -k -S true
