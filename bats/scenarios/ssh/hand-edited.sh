# shellcheck shell=sh
# sshd_config has been written anew by hand, with odd spacing, and cloud-init's drop-in asks for passwords.
cat >/etc/ssh/sshd_config <<'SSHD'
# our server, do not touch
Include /etc/ssh/sshd_config.d/*.conf
Port 22
	permitrootlogin   yes
PasswordAuthentication=yes
MaxAuthTries 10
UsePAM yes
X11Forwarding yes
Subsystem sftp /usr/lib/openssh/sftp-server
Match Address 192.0.2.0/24
	PasswordAuthentication yes
SSHD
chmod 644 /etc/ssh/sshd_config
printf 'PasswordAuthentication yes\n' >/etc/ssh/sshd_config.d/50-cloud-init.conf
printf 'LogLevel INFO\n' >/etc/ssh/sshd_config.d/10-ours.conf
systemctl reload ssh
