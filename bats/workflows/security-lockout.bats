# shellcheck shell=bats
# Who may log in: states in which turning passwords off would lock the operator out. The script must either refuse and
# change nothing, or leave a way in; judged by log-ins from outside over IPv4 and IPv6, never by its word.
load ../lib/machine
load ../lib/lockout

keys=/home/debian/.ssh/authorized_keys
nobody='nobody whom PAM lets in has a usable key'

setup_file() {
	require_machines
}

setup() {
	lockout_setup lockout ufw fail2ban python3-systemd
}

teardown() {
	lockout_teardown
}

teardown_file() {
	MACHINE=$(machine_name lockout) stop_machine
}

# ---- keys ----

@test "no key anywhere: 3, and the password goes on working" {
	refuses 3 password "$nobody" "rm $keys /root/.ssh/authorized_keys"
}

@test "a key only for root: root keeps key log-in, and loses the password" {
	arrange "mv $keys /root/.ssh/authorized_keys; chown root:root /root/.ssh/authorized_keys; echo 'root:$PASSWORD' | chpasswd"
	flux_is 0 --apply
	way_in root
	password_refused
	run verb ssh "$MACHINE" -u root -P "$PASSWORD" true
	[ "$status" -ne 0 ]
	inside sshd -T | grep -ix 'permitrootlogin \(prohibit-password\|without-password\)'
	flux_is 0 --apply
	summary_has changed=0
	flux_is 0 --rollback
	same_machine bad
	put_back
}

@test "an empty authorized_keys: 3" {
	refuses 3 password "$nobody" ": >$keys"
}

@test "an authorized_keys with nothing but comments and rubbish: 3" {
	refuses 3 password "$nobody" "printf '%s\n' '# my key' '' 'ssh-ed25519 AAAAnonsense me' 'hello' >$keys"
}

@test "an authorized_keys that its owner cannot read (mode 000): 3" {
	refuses 3 password "$nobody" "chmod 000 $keys"
}

@test "an authorized_keys that only root can read: 3" {
	refuses 3 password "$nobody" "chown root:root $keys; chmod 600 $keys"
}

@test "an authorized_keys that everybody may write to: 3" {
	refuses 3 password "$nobody" "chmod 666 $keys"
}

@test "a home directory that everybody may write to: 3" {
	refuses 3 password "$nobody" 'chmod 777 /home/debian'
}

@test "an authorized_keys of somebody else: 3" {
	refuses 3 password "$nobody" "chown nobody $keys; chmod 644 $keys"
}

@test "a home directory of somebody else: 3" {
	refuses 3 password "$nobody" 'chown nobody /home/debian; chmod 755 /home/debian'
}

@test "a key with a forced command behind other options: 3" {
	refuses 3 password "$nobody" "sed -i 's/^/no-pty,command=\"false\" /' $keys"
}

@test "a key that has expired: 3" {
	refuses 3 password "$nobody" "sed -i 's/^/expiry-time=\"20200101\" /' $keys"
}

@test "a key of a type that sshd does not accept: 3" {
	refuses 3 password "$nobody" 'echo "PubkeyAcceptedAlgorithms rsa-sha2-512" >/etc/ssh/sshd_config.d/10-old.conf; systemctl reload ssh'
}

@test "keys in another place, which sshd is told of: applies" {
	hardens key "mkdir /etc/ssh/keys; mv $keys /etc/ssh/keys/debian; chown root:root /etc/ssh/keys/debian; chmod 644 /etc/ssh/keys/debian
		echo 'AuthorizedKeysFile /etc/ssh/keys/%u' >/etc/ssh/sshd_config.d/10-keys.conf; systemctl reload ssh"
}

@test "a key in a place that sshd is told not to look at: 3" {
	refuses 3 password "$nobody" 'echo "AuthorizedKeysFile none" >/etc/ssh/sshd_config.d/10-keys.conf; systemctl reload ssh'
}

# ---- accounts ----

@test "the account has expired: 3" {
	refuses 3 none "$nobody" 'chage -E 1 debian'
}

@test "the account's password has expired, and it must be changed at log-in: 3" {
	refuses 3 none "$nobody" 'chage -d 0 debian'
}

@test "the account has no log-in shell: 3" {
	refuses 3 none "$nobody" 'usermod -s /usr/sbin/nologin debian'
}

@test "the account's shell does not exist: 3" {
	refuses 3 none "$nobody" 'usermod -s /usr/bin/fish debian 2>/dev/null'
}

@test "sudo asks for a password that the account does not have: 3" {
	refuses 3 none "$nobody" 'echo "debian ALL=(ALL:ALL) ALL" >/etc/sudoers.d/90-cloud-init-users; passwd -l debian'
}

@test "sudo asks for a password, and the account has one: applies" {
	hardens key-sudo-password 'echo "debian ALL=(ALL:ALL) ALL" >/etc/sudoers.d/90-cloud-init-users'
}

@test "sudo allows one command only: 3" {
	refuses 3 password "$nobody" 'gpasswd -d debian sudo >/dev/null; echo "debian ALL=(ALL) NOPASSWD: /usr/bin/apt-get" >/etc/sudoers.d/90-cloud-init-users'
}

@test "sudo allows everything, but not as root: 3" {
	refuses 3 password "$nobody" 'gpasswd -d debian sudo >/dev/null; echo "debian ALL=(www-data) NOPASSWD: ALL" >/etc/sudoers.d/90-cloud-init-users'
}

@test "sudo allows everything as root, and nothing as others: applies" {
	hardens key 'gpasswd -d debian sudo >/dev/null; echo "debian ALL=(root) NOPASSWD: ALL" >/etc/sudoers.d/90-cloud-init-users'
}

@test "no sudo rule at all: 3" {
	refuses 3 password "$nobody" 'rm /etc/sudoers.d/90-cloud-init-users; sed -i "/^%sudo/d" /etc/sudoers'
}

# ---- PAM ----

# access RULE: what PAM asks of who comes through sshd, beside all else.
access="echo 'account required pam_access.so accessfile=/etc/ssh/access' >>/etc/pam.d/sshd; printf '%s\n' >/etc/ssh/access"

# pam_as_packaged: what put_back does not put back.
pam_as_packaged() {
	inside sh -c 'sed -i /pam_access/d /etc/pam.d/sshd; rm -f /etc/nologin'
}

@test "PAM refuses the only administrator, and root comes with a password: 3" {
	refuses 3 root-password "$nobody" "$access '- : debian : ALL'
		echo 'root:$PASSWORD' | chpasswd; echo 'PermitRootLogin yes' >/etc/ssh/sshd_config.d/60-root.conf; systemctl reload ssh"
	pam_as_packaged
}

@test "PAM has more to say, and lets the administrator in: applies" {
	hardens key "$access '+ : debian : ALL' '- : ALL : ALL'"
	pam_as_packaged
}

@test "/etc/nologin keeps all but root out: 3" {
	refuses 3 none "$nobody" 'echo maintenance >/etc/nologin'
	pam_as_packaged
}

# ---- homes on other mounts ----

# mounted SHELL: the administrator's home is another file system, on which SHELL works; then it is not any more.
mounted() {
	arrange "cp -a /home/debian /var/tmp/home; mount -t tmpfs -o mode=755 none /home/debian; chown debian: /home/debian; $1"
}
unmounted() {
	inside sh -ec 'umount /home/debian; rm -rf /var/tmp/home'
	put_back
}

@test "a home on another mount, with the key in it: applies" {
	mounted 'cp -a /var/tmp/home/. /home/debian'
	flux_is 0 --apply
	operator_gets_in
	password_refused
	flux_is 0 --apply
	summary_has changed=0
	flux_is 0 --rollback
	same_machine bad
	unmounted
}

@test "a home on another mount, which hides the key: 3" {
	mounted :
	flux_is 3 --apply
	clear_words "$nobody"
	same_machine bad
	password_works
	unmounted
}

# ---- lists of users and groups, in another drop-in ----

@test "AllowUsers leaves the only administrator out: 3" {
	refuses 3 none "$nobody" 'useradd -m other; echo "AllowUsers other" >/etc/ssh/sshd_config.d/60-team.conf; systemctl reload ssh'
	inside rm -rf /home/other
}

@test "AllowGroups leaves the only administrator out: 3" {
	refuses 3 none "$nobody" 'groupadd team; echo "AllowGroups team" >/etc/ssh/sshd_config.d/60-team.conf; systemctl reload ssh'
}

@test "DenyUsers names the only administrator: 3" {
	refuses 3 none "$nobody" 'echo "DenyUsers deb*" >/etc/ssh/sshd_config.d/60-team.conf; systemctl reload ssh'
}

@test "DenyGroups names a group of the only administrator: 3" {
	refuses 3 none "$nobody" 'echo "DenyGroups debian" >/etc/ssh/sshd_config.d/60-team.conf; systemctl reload ssh'
}

@test "AllowUsers and AllowGroups name the administrator: applies" {
	hardens key 'printf "AllowUsers debian other\nAllowGroups debian\n" >/etc/ssh/sshd_config.d/60-team.conf; systemctl reload ssh'
}

# ---- sshd's whole configuration ----

@test "a Match block turns keys off for everybody: refused or undone" {
	refuses 1,3 password 'Match|nobody|pubkey' 'printf "Match all\n\tPubkeyAuthentication no\n" >>/etc/ssh/sshd_config; systemctl reload ssh'
}

@test "a Match block turns keys off for the administrator: refused or undone" {
	refuses 1,3 password 'Match|nobody|pubkey' 'printf "Match User debian\n\tPubkeyAuthentication no\n" >>/etc/ssh/sshd_config; systemctl reload ssh'
}

@test "a Match block turns passwords on for everybody: refused or undone" {
	refuses 1,3 key 'Match|passwordauthentication' 'printf "Match all\n\tPasswordAuthentication yes\n" >>/etc/ssh/sshd_config; systemctl reload ssh'
}

@test "a Match block by address turns passwords on for everybody: refused or undone" {
	refuses 1,3 key 'Match|passwordauthentication' 'printf "Match Address *\n\tPasswordAuthentication yes\n" >>/etc/ssh/sshd_config; systemctl reload ssh'
}

@test "a Match block turns root's log-in on for everybody: refused or undone" {
	refuses 1,3 key 'Match|permitrootlogin' 'printf "Match User root\n\tPermitRootLogin yes\n" >>/etc/ssh/sshd_config; systemctl reload ssh'
}

@test "a Match block for a group that is nobody's business here: applies" {
	hardens key 'printf "Match Group sftponly\n\tForceCommand internal-sftp\n\tAllowTcpForwarding no\n" >>/etc/ssh/sshd_config; systemctl reload ssh'
}

@test "a key and a password are asked for, together: refused or undone" {
	refuses 1,3 none 'authenticationmethods|nobody' 'echo "AuthenticationMethods publickey,password" >/etc/ssh/sshd_config.d/20-two.conf; systemctl reload ssh'
}

@test "a key and a one-time code are asked for: refused or undone" {
	refuses 1,3 none 'authenticationmethods|nobody' 'printf "KbdInteractiveAuthentication yes\nAuthenticationMethods publickey,keyboard-interactive\n" >/etc/ssh/sshd_config.d/20-two.conf; systemctl reload ssh'
}

@test "an earlier drop-in keeps passwords on: undone" {
	refuses 1,3 key 'passwordauthentication' 'echo "PasswordAuthentication yes" >/etc/ssh/sshd_config.d/00-a.conf; systemctl reload ssh'
}

@test "an earlier drop-in turns keys off: refused or undone" {
	refuses 1,3 password 'pubkeyauthentication|nobody' 'echo "PubkeyAuthentication no" >/etc/ssh/sshd_config.d/00-a.conf; systemctl reload ssh'
}

@test "the Include line stands behind other lines that contradict: undone or overcome" {
	arrange 'sed -i "/^Include/d" /etc/ssh/sshd_config
		printf "PasswordAuthentication yes\nInclude /etc/ssh/sshd_config.d/*.conf\n" >>/etc/ssh/sshd_config; systemctl reload ssh'
	flux_is 0,1,3 --apply
	operator_gets_in
	case $summary in *'exit 0 '*) password_refused ;; *) clear_words passwordauthentication && same_sshd ;; esac
	flux --rollback || :
	same_machine bad
	put_back
}

@test "a default cloud image's 50-cloud-init.conf with passwords on: applies" {
	hardens key 'echo "PasswordAuthentication yes" >/etc/ssh/sshd_config.d/50-cloud-init.conf; systemctl reload ssh'
}

@test "an algorithm that this sshd does not know: undone" {
	! inside ssh -Q kex | grep -q mlkem768nistp256-sha256 || skip 'this sshd knows it'
	use_script --set 'ssh.kex_algorithms=["mlkem768nistp256-sha256"]'
	refuses 1 key 'mlkem768nistp256' :
}

# ---- from outside ----

# audits EXPECTED: of the machine with only the module ssh applied ssh-audit fails this; the firewall's limit on connections would starve it.
audits() {
	flux_is 0 --apply --only ssh || return
	verb outside "$MACHINE" ssh-audit --no-colors 10.77.0.2 >"$BATS_TEST_TMPDIR/audit" || :
	grep -q '(kex)' "$BATS_TEST_TMPDIR/audit" || return
	diff <(printf '%s' "$1") <(grep -F '[fail]' "$BATS_TEST_TMPDIR/audit" | cut -d ' ' -f 1,2) || return
	flux_is 0 --rollback
}

@test "ssh-audit fails nothing but the host key that clients may know the machine by; with host keys named, nothing" {
	command -v ssh-audit >/dev/null || skip 'not installed: ssh-audit'
	arrange :
	audits $'(key) ecdsa-sha2-nistp256\n'
	same_machine bad
	use_script --set 'ssh.host_keys=["ed25519","rsa"]'
	remember_machine bad
	audits ''
	same_machine bad
	put_back
}

@test "an attacker who guesses names is banned for real, over IPv4 and IPv6; the operator is not" {
	arrange :
	flux_is 0 --apply
	local try
	# The firewall lets six through in 30 s: slower than that, so that it is fail2ban who bans.
	for try in 1 2 3 4 5; do
		verb ssh "$MACHINE" -b 10.77.0.67 -u "guest$try" -P wrong true || :
		verb ssh "$MACHINE" -6 -b fd77::67 -u "guest$try" -P wrong true || :
		sleep 6
	done
	for try in 10.77.0.67 fd77::67; do
		local left=20
		until inside fail2ban-client status sshd | grep -qF "$try"; do
			left=$((left - 1))
			[ "$left" -gt 0 ]
			sleep 0.5
		done
	done
	run verb outside "$MACHINE" nc -z -w 2 -s 10.77.0.67 10.77.0.2 22
	[ "$status" -ne 0 ]
	run verb outside "$MACHINE" nc -z -w 2 -s fd77::67 fd77::2 22
	[ "$status" -ne 0 ]
	operator_gets_in
	inside fail2ban-client unban --all
	verb outside "$MACHINE" nc -z -w 2 -s 10.77.0.67 10.77.0.2 22
	flux_is 0 --rollback
	same_machine bad
	put_back
}
