# shellcheck shell=bats
# Where one logs in: ports, sockets and firewalls that could leave sshd behind a closed door. Judged by log-ins and scans
# from outside over IPv4 and IPv6.
load ../lib/machine
load ../lib/lockout

setup_file() {
	require_machines
}

setup() {
	lockout_setup doors
}

teardown() {
	lockout_teardown
}

teardown_file() {
	MACHINE=$(machine_name doors) stop_machine
}

# gets_in_at PORT: the operator logs in there with the key, over IPv4 and IPv6, and is root by sudo.
gets_in_at() {
	local status=0 place
	next_place
	verb ssh "$MACHINE" -p "$1" -b "10.77.0.$place" sudo -n true || { echo "port $1: no log-in with sudo over IPv4" && status=1; }
	verb ssh "$MACHINE" -p "$1" -6 -b "fd77::$place" sudo -n true || { echo "port $1: no log-in with sudo over IPv6" && status=1; }
	return "$status"
}

# open_ports PORT...: of the ports that tests here use, these answer over IPv4 and IPv6, and the others do not at all.
open_ports() {
	local family found want
	want=$(printf '%s\n' 22 80 443 2222 8080 9000 | while read -r port; do
		case " $* " in *" $port "*) echo "$port open" ;; *) echo "$port filtered" ;; esac
	done)
	for family in '' -6; do
		found=$(verb ports "$MACHINE" $family 22,80,443,2222,8080,9000)
		[ "$found" = "$want" ] && continue
		echo "ports ${family:-v4}: ${found//$'\n'/, }; to be open: $*"
		return 1
	done
}

# again: apply once more has nothing to do.
again() {
	flux_is 0 --apply
	summary_has changed=0
}

# taken_back: rollback gives the state back that `arrange` remembered.
taken_back() {
	flux_is 0 --rollback
	same_machine bad
}

# uses_socket: sshd is started by ssh.socket, as in Ubuntu's images.
uses_socket() {
	inside sh -ec 'systemctl disable --now ssh; systemctl enable --now ssh.socket' >/dev/null 2>&1
}

# ---- sshd has another port already ----

@test "sshd is on 2222 already: it stays there, and that port is open" {
	arrange 'echo "Port 2222" >/etc/ssh/sshd_config.d/10-port.conf; systemctl restart ssh'
	gets_in_at 2222
	flux_is 0 --apply
	gets_in_at 2222
	open_ports 2222
	again
	verb reboot "$MACHINE"
	gets_in_at 2222
	open_ports 2222
	taken_back
	gets_in_at 2222
	put_back
}

@test "sshd is on 22 and 2222: both stay open" {
	arrange 'printf "Port 22\nPort 2222\n" >/etc/ssh/sshd_config.d/10-port.conf; systemctl restart ssh'
	flux_is 0 --apply
	gets_in_at 22
	gets_in_at 2222
	open_ports 22 2222
	again
	taken_back
	put_back
	inside systemctl restart ssh
}

@test "sshd has its port from ListenAddress: it stays there, and that port is open" {
	arrange 'printf "ListenAddress 0.0.0.0:2222\nListenAddress [::]:2222\n" >/etc/ssh/sshd_config.d/10-port.conf; systemctl restart ssh'
	gets_in_at 2222
	flux --apply || :
	gets_in_at 2222
	flux_is 0 --apply
	gets_in_at 2222
	open_ports 2222
	again
	taken_back
	put_back
	inside systemctl restart ssh
}

@test "sshd is on 2222 and its configuration says 22, for it was not restarted since: nobody is shut out" {
	arrange 'echo "Port 2222" >/etc/ssh/sshd_config.d/10-port.conf; systemctl restart ssh; rm /etc/ssh/sshd_config.d/10-port.conf'
	flux_is 0,1,3 --apply
	gets_in_at 2222 || gets_in_at 22
	flux --rollback || :
	used_up
}

# ---- ssh.port = 2222 ----

@test "ssh.port=2222, taken by another service: 3" {
	use_script --set ssh.port=2222
	listener taker 2222 ::
	refuses 3 key 2222 :
	inside systemctl stop taker
}

@test "ssh.port=2222, taken on the loopback address only: 3" {
	use_script --set ssh.port=2222
	listener taker 2222 127.0.0.1
	refuses 3 key 2222 :
	inside systemctl stop taker
}

@test "ssh.port=2222, free: sshd moves, 22 closes, and a rollback brings 22 back" {
	use_script --set ssh.port=2222
	arrange :
	flux_is 2 --dry-run
	same_machine bad
	flux_is 0 --apply
	gets_in_at 2222
	open_ports 2222
	again
	verb reboot "$MACHINE"
	gets_in_at 2222
	open_ports 2222
	again
	taken_back
	operator_gets_in
	put_back
}

# killed_before_reload: an apply is killed, with all its processes, in the instant in which it tells sshd to reload.
killed_before_reload() {
	local program=$FLUX_SYSTEMS_HOME/run/$MACHINE/root/usr/bin/systemctl
	mv "$program" "$program.real"
	printf '%s\n' '#!/bin/sh' 'case $* in *reload*" ssh" | *restart*" ssh") kill -9 0 ;; esac' 'exec /usr/bin/systemctl.real "$@"' >"$program"
	chmod 755 "$program"
	if flux --apply >"$BATS_TEST_TMPDIR/killed" 2>&1; then cat "$BATS_TEST_TMPDIR/killed" && return 1; fi
	mv "$program.real" "$program"
	tail -n 3 "$BATS_TEST_TMPDIR/killed"
	! grep -q '^exit ' "$BATS_TEST_TMPDIR/killed"
	inside grep -x 'Port 2222' /etc/ssh/sshd_config.d/00-flux.conf
	inside ufw status | grep -q '^Status: active'
}

@test "ssh.port=2222, killed before sshd is reloaded: 22 is still open, and the next run converges" {
	use_script --set ssh.port=2222
	arrange :
	killed_before_reload
	operator_gets_in
	flux_is 0 --apply
	gets_in_at 2222
	open_ports 2222
	flux_is 0 --dry-run
	taken_back
	operator_gets_in
	put_back
}

@test "ssh.port=2222, killed before sshd is reloaded, then power lost: sshd's port is open, and the next run converges" {
	use_script --set ssh.port=2222
	arrange :
	killed_before_reload
	verb reboot "$MACHINE" --cut
	gets_in_at 2222
	flux_is 0 --apply
	gets_in_at 2222
	open_ports 2222
	flux_is 0 --dry-run
	taken_back
	operator_gets_in
	put_back
}

@test "ssh.port=2222, killed before sshd is reloaded: a rollback brings everything back" {
	use_script --set ssh.port=2222
	arrange :
	killed_before_reload
	taken_back
	operator_gets_in
	put_back
}

@test "ssh.port=2222, sshd cannot have it after all: 1, undone, and 22 is open" {
	use_script --set ssh.port=2222
	# Whatever asks for the port is refused, as SELinux does.
	arrange 'mkdir -p /etc/systemd/system/ssh.service.d
		printf "[Service]\nSocketBindDeny=2222\n" >/etc/systemd/system/ssh.service.d/deny.conf; systemctl daemon-reload; systemctl restart ssh'
	if inside sh -c '/usr/sbin/sshd -T >/dev/null; systemd-run -q --wait -p SocketBindDeny=2222 python3 -c "import socket; socket.create_server((\"\", 2222))"' 2>/dev/null; then
		inside sh -c 'rm -r /etc/systemd/system/ssh.service.d; systemctl daemon-reload'
		skip 'SocketBindDeny does nothing in this container'
	fi
	flux_is 1 --apply
	clear_words 'ssh\.reload.*2222'
	operator_gets_in
	used_up
}

# back_on_22: sshd listens there again, a moment after it was told to, and the operator gets in.
back_on_22() {
	inside timeout 10 sh -c 'until ss -Htln sport = 22 | grep -q .; do sleep 0.2; done'
	gets_in_at 22
}

# fails_at_2222 STEP SHELL: ufw lets 22 in and nothing else, and so that STEP fails SHELL breaks something. sshd has moved to 2222 and 22 has
# been closed by then, or is about to be: both go back, or the operator would face a closed door.
fails_at_2222() {
	arrange "apt-get -q update; DEBIAN_FRONTEND=noninteractive apt-get -qy --no-install-recommends install ufw fail2ban python3-systemd
		ufw allow 22/tcp; ufw --force enable; systemctl start ufw; $2"
	flux_is 1 --apply
	grep -q "^failed  *$1 " <<<"$said" || { echo "$said" && return 1; }
	grep -q '^undone .*ssh' <<<"$said"
	back_on_22
	taken_back
	gets_in_at 22
	used_up
}

@test "ssh.port=2222 with ufw, then fail2ban does not start: 1, sshd is back on 22, and 22 is open" {
	use_script --set ssh.port=2222
	fails_at_2222 ssh.fail2ban 'mkdir /etc/systemd/system/fail2ban.service.d; systemctl stop fail2ban; systemctl reset-failed fail2ban
		printf "[Service]\nExecStartPre=/bin/false\n" >/etc/systemd/system/fail2ban.service.d/no.conf; systemctl daemon-reload'
}

@test "ssh.port=2222 with ufw, then 22 cannot be closed: 1, sshd is back on 22, and 22 is open" {
	use_script --set ssh.port=2222
	fails_at_2222 firewall.settled 'mv /usr/sbin/ufw /usr/sbin/ufw.real
		printf "#!/bin/sh\ncase \"\$*\" in \"delete limit 22/tcp\") exit 1 ;; esac\nexec /usr/sbin/ufw.real \"\$@\"\n" >/usr/sbin/ufw; chmod 755 /usr/sbin/ufw'
}

@test "ssh.port=2222 with ufw, whose rules fail, --on-failure continue: sshd stays on 22" {
	use_script --set ssh.port=2222
	arrange 'apt-get -q update; DEBIAN_FRONTEND=noninteractive apt-get -qy --no-install-recommends install ufw
		ufw allow 22/tcp; ufw --force enable; systemctl start ufw; mv /usr/sbin/ufw /usr/sbin/ufw.real
		printf "#!/bin/sh\ncase \$1 in prepend) exit 1 ;; esac\nexec /usr/sbin/ufw.real \"\$@\"\n" >/usr/sbin/ufw; chmod 755 /usr/sbin/ufw'
	flux_is 5 --apply --on-failure continue
	grep -q '^skipped  *ssh.* cut you off' <<<"$said" || { echo "$said" && return 1; }
	grep -q '^changed  *sysctl.parameters' <<<"$said" || { echo "$said" && return 1; }
	gets_in_at 22
	taken_back
	gets_in_at 22
	used_up
}

@test "ssh.port=2222 with nftables, then fail2ban does not start: 1, sshd is back on 22, and 22 is open" {
	use_script --set firewall.backend=nftables
	arrange 'apt-get -q update; DEBIAN_FRONTEND=noninteractive apt-get -qy --no-install-recommends install fail2ban python3-systemd'
	flux_is 0 --apply
	open_ports 22
	inside sh -euc 'mkdir /etc/systemd/system/fail2ban.service.d; systemctl stop fail2ban
		printf "[Service]\nExecStartPre=/bin/false\n" >/etc/systemd/system/fail2ban.service.d/no.conf; systemctl daemon-reload'
	use_script --set firewall.backend=nftables --set ssh.port=2222
	flux_is 1 --apply
	back_on_22
	used_up
}

# ---- ssh.socket ----

@test "ssh.socket starts sshd: applies, again, after a reboot, and back" {
	uses_socket
	arrange :
	operator_gets_in
	flux_is 0 --apply
	operator_gets_in
	password_refused
	open_ports 22
	again
	verb reboot "$MACHINE"
	operator_gets_in
	again
	taken_back
	operator_gets_in
	used_up
}

@test "ssh.socket starts sshd, ssh.port=2222: the socket moves, 22 closes, and a rollback brings 22 back" {
	use_script --set ssh.port=2222
	uses_socket
	arrange :
	# From now on ssh.service runs, as for everybody who has logged in to start the script.
	operator_gets_in
	flux_is 0 --apply
	gets_in_at 2222
	open_ports 2222
	again
	verb reboot "$MACHINE"
	gets_in_at 2222
	open_ports 2222
	again
	taken_back
	operator_gets_in
	used_up
}

@test "ssh.socket listens on 2222 already: that port is open" {
	uses_socket
	arrange 'mkdir -p /etc/systemd/system/ssh.socket.d
		printf "[Socket]\nListenStream=\nListenStream=2222\n" >/etc/systemd/system/ssh.socket.d/port.conf
		systemctl daemon-reload; systemctl restart ssh.socket'
	gets_in_at 2222
	flux_is 0 --apply
	gets_in_at 2222
	open_ports 2222
	again
	taken_back
	used_up
}

# ---- other firewalls ----

# denied_by_ufw RULE...: ufw is on with these rules; apply lets the operator in again, and rollback shuts the door again.
denied_by_ufw() {
	local rule rules=''
	for rule; do rules="$rules ufw $rule;"; done
	arrange "apt-get -q update; DEBIAN_FRONTEND=noninteractive apt-get -qy --no-install-recommends install ufw; $rules ufw --force enable; systemctl start ufw"
	flux_is 0 --apply
	operator_gets_in
	open_ports 22
	again
	verb reboot "$MACHINE"
	operator_gets_in
	taken_back
	used_up
}

@test "ufw is on and denies 22: the operator gets in afterwards" {
	denied_by_ufw 'deny 22'
}

@test "ufw is on and denies 22/tcp: the operator gets in afterwards" {
	denied_by_ufw 'deny 22/tcp'
}

@test "ufw is on, denies 22 and behind it allows 22/tcp: the operator gets in afterwards" {
	denied_by_ufw 'deny 22' 'allow 22/tcp'
}

@test "ufw is on with rules of others: they stay" {
	arrange 'apt-get -q update; DEBIAN_FRONTEND=noninteractive apt-get -qy --no-install-recommends install ufw
		ufw allow OpenSSH; ufw allow 8443,8444/tcp comment web; ufw deny from 10.77.0.68; ufw allow in on host0 to any port 9000
		ufw --force enable
		'"$(listening web 9000 ::)"
	inside ufw show added >"$BATS_TEST_TMPDIR/rules"
	flux_is 0 --apply
	operator_gets_in
	open_ports 22 9000
	! diff "$BATS_TEST_TMPDIR/rules" <(inside ufw show added) | grep '^<'
	again
	taken_back
	used_up
}

@test "nftables.service runs with rules of others: 3" {
	refuses 3 key 'another firewall.*nftables' 'apt-get -q update
		DEBIAN_FRONTEND=noninteractive apt-get -qy --no-install-recommends install nftables
		printf "#!/usr/sbin/nft -f\nflush ruleset\ntable inet mine { chain input { type filter hook input priority 0; tcp dport 23 drop; }; }\n" >/etc/nftables.conf
		systemctl enable --now nftables'
	used_up
}

@test "firewalld runs: 3" {
	refuses 3 key 'another firewall.*firewalld' 'apt-get -q update
		DEBIAN_FRONTEND=noninteractive apt-get -qy --no-install-recommends install firewalld
		systemctl enable --now firewalld; firewall-cmd --state'
	used_up
}

@test "iptables-persistent runs with rules of others: 3" {
	refuses 3 key 'another firewall.*netfilter-persistent' 'apt-get -q update
		DEBIAN_FRONTEND=noninteractive apt-get -qy --no-install-recommends install iptables-persistent
		iptables -A INPUT -p tcp --dport 23 -j DROP; netfilter-persistent save; systemctl enable netfilter-persistent
		systemctl restart netfilter-persistent'
	used_up
}
