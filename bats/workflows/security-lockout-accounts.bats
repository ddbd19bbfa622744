# shellcheck shell=bats
# What sshd, PAM and sudo make of one account, which none of its files says alone: Match blocks, options of keys, ages of passwords, the order of
# sudo's rules. The machine answers afterwards, or nothing was changed; judged by log-ins from outside.
load ../lib/machine
load ../lib/lockout

keys=/home/debian/.ssh/authorized_keys
nobody='nobody whom PAM lets in has a usable key'
root_has_it="mkdir -p -m 700 /root/.ssh; cp $keys /root/.ssh/;"

setup_file() {
	require_machines
}

setup() {
	lockout_setup accounts ufw fail2ban python3-systemd
}

teardown() {
	[ -z "${session-}" ] || inside pkill -x sleep || :
	lockout_teardown
}

teardown_file() {
	MACHINE=$(machine_name accounts) stop_machine
}

# somebody_is_in: a session from 10.77.0.25 stands during the test.
somebody_is_in() {
	verb ssh "$MACHINE" -b 10.77.0.25 'echo in; sleep 600' >"$BATS_TEST_TMPDIR/session" 3>&- &
	session=$!
	timeout 60 sh -c 'until grep -q in "$0"; do kill -0 "$1" && sleep 0.1 || exit; done' "$BATS_TEST_TMPDIR/session" "$session" ||
		{ echo 'no session from 10.77.0.25' && inside journalctl --no-pager -n 40 && return 1; }
}

# left_to_root WHAT SHELL: a test: the machine is as SHELL makes it, so that only root's key is a way in, and root keeps that.
left_to_root() {
	bats_test_function --description "$1: root keeps the key" -- hardens root "$root_has_it $2"
}

# matched TEXT: prints shell that gives sshd_config these last lines.
matched() {
	echo "printf '%s\n' $* >>/etc/ssh/sshd_config; systemctl reload ssh"
}

without_sudo='gpasswd -d debian sudo; rm -f /etc/sudoers.d/90-cloud-init-users;'
left_to_root 'sudo as root for one command, without a password for all as another' \
	"$without_sudo echo 'debian ALL=(root) NOPASSWD: /usr/bin/systemctl restart nginx, (www-data) NOPASSWD: ALL' >/etc/sudoers.d/x"
left_to_root 'sudo as everybody but root' "$without_sudo echo 'debian ALL=(ALL, !root) NOPASSWD: ALL' >/etc/sudoers.d/x"
left_to_root 'a later rule of sudo wants the password that there is not' \
	"rm /etc/sudoers.d/90-cloud-init-users; passwd -l debian; sed -i '/^root/a debian ALL=(ALL) NOPASSWD: ALL' /etc/sudoers"
left_to_root "sudo wants root's password" \
	"$without_sudo printf '%s\n' 'Defaults targetpw' 'debian ALL=(ALL) ALL' >/etc/sudoers.d/x; echo 'debian:$PASSWORD' | chpasswd"

left_to_root 'Match User forces a command' "$(matched "'Match User debian' 'ForceCommand /bin/false'")"
left_to_root 'Match Group allows file transfer only' "$(matched "'Match Group debian' 'ForceCommand internal-sftp' 'ChrootDirectory %h'")"
left_to_root 'Match User has no file of keys' "$(matched "'Match User debian' 'AuthorizedKeysFile none'")"
left_to_root 'Match Address denies the user' "$(matched "'Match Address *' 'DenyUsers debian'")"

left_to_root "the password's age is over" 'passwd -l debian; chage -d 2024-01-01 -M 90 debian'
left_to_root 'the account expires today' 'chage -E "$(date +%F)" debian'

@test "Match Group wants more than a key: root keeps the key" {
	arrange "$root_has_it $(matched "'Match Group sudo' 'AuthenticationMethods publickey,keyboard-interactive'")"
	flux_is 0 --apply
	way_in root
	flux_is 0 --rollback
	same_machine bad
	put_back
}

@test "the only administrator has uid 0 and another name: the key goes on working" {
	hardens toor "useradd -o -u 0 -g 0 -m -s /bin/bash toor; mkdir -m 700 /home/toor/.ssh; mv $keys /home/toor/.ssh/; chown root: /home/toor/.ssh/authorized_keys; rm -rf /root/.ssh"
}

@test "AllowUsers lets the administrator in from elsewhere: root keeps the key" {
	somebody_is_in
	hardens root "$root_has_it echo 'AllowUsers root debian@192.0.2.7' >/etc/ssh/sshd_config.d/10-allow.conf; systemctl reload ssh"
}

@test "AllowUsers lets the administrator in from a network: the key works" {
	somebody_is_in
	hardens key "echo 'AllowUsers debian@10.77.0.0/24 debian@fd77::/64' >/etc/ssh/sshd_config.d/10-allow.conf; systemctl reload ssh"
}

@test "the key is for elsewhere: 3" {
	somebody_is_in
	refuses 3 password "$nobody from 10.77.0.25" "sed -i 's/^/from=\"192.0.2.7\" /' $keys"
}

@test "the key is for a network, its options in capitals: it works" {
	somebody_is_in
	hardens key "sed -i 's|^|No-PTY,FROM=\"!10.77.0.99,10.77.0.0/24,fd77::/64\" |' $keys"
}

@test "the key is an authority's: 3" {
	refuses 3 password "$nobody" "sed -i 's/^/cert-authority /' $keys"
}

@test "a forced command in capitals: 3" {
	refuses 3 password "$nobody" "sed -i 's/^/COMMAND=\"false\" /' $keys"
}

@test "a comment that speaks of a command: the key works" {
	hardens key "sed -i 's/\$/ command=none/' $keys"
}

@test "keys are off where the operator comes from: 3" {
	somebody_is_in
	refuses 3 password "$nobody from 10.77.0.25" "$(matched "'Match Address 10.77.0.0/24,fd77::/64' 'PubkeyAuthentication no'")"
}

@test "the key was revoked: 3" {
	refuses 3 password "$nobody" "cp $keys /etc/ssh/revoked; echo 'RevokedKeys /etc/ssh/revoked' >/etc/ssh/sshd_config.d/10-revoked.conf; systemctl reload ssh"
}

@test "an RSA key that is too short: 3" {
	refuses 3 password "$nobody" "ssh-keygen -q -t rsa -b 2048 -N '' -f /tmp/short; cp /tmp/short.pub $keys; rm /tmp/short*
		echo 'RequiredRSASize 3072' >/etc/ssh/sshd_config.d/10-size.conf; systemctl reload ssh"
}

@test "without PAM a locked account is not let in: 3" {
	refuses 3 root-password "$nobody" "passwd -l debian; echo 'root:$PASSWORD' | chpasswd
		printf '%s\n' 'UsePAM no' 'PermitRootLogin yes' >/etc/ssh/sshd_config.d/10-pam.conf; systemctl reload ssh"
}

@test "sshd is started with options of its own: 3" {
	refuses 3 root SSHD_OPTS "$root_has_it echo 'SSHD_OPTS=\"-o AuthorizedKeysFile=/root/.ssh/authorized_keys\"' >/etc/default/ssh; systemctl restart ssh"
	used_up
}
