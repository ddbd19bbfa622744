# shellcheck shell=bats
# The kind `sysctl`: kernel parameters, at the next boot and live. Judged by pings from outside, and by what the next boot would set.
load ../lib/machine
load ../lib/kind

STEP=t.sysctl

resources() {
	cat <<'JSON'
[{"kind": "sysctl", "id": "t.sysctl", "path": "/etc/sysctl.d/zz-flux.conf", "parameters": {
	"net.ipv4.icmp_echo_ignore_all": "1", "net.ipv6.icmp.echo_ignore_all": "1", "net.ipv4.ip_local_port_range": "20000 60000",
	"net.ipv4.conf.all.log_martians": "1", "net.ipv4.conf.default.log_martians": "1", "net.ipv4.conf.*.log_martians": "1",
	"net.ipv4.no_such_parameter": "1"}}]
JSON
}

# answers_ping: over IPv4 or IPv6.
answers_ping() {
	verb outside "$MACHINE" nmap -sn -PE -n --disable-arp-ping --host-timeout 1s 10.77.0.2 | grep -q 'Host is up' ||
		verb outside "$MACHINE" nmap -6 -sn -PE -n --disable-arp-ping --host-timeout 1s fd77::2 | grep -q 'Host is up'
}

# boots_with KEY: the value that the next boot sets: by systemd's own reading of the files, or by OpenRC's service, which is run.
boots_with() {
	if inside which systemd-analyze >/dev/null; then
		inside systemd-analyze cat-config sysctl.d | sed -n "s/^-\{0,1\}$1[[:space:]]*=[[:space:]]*//p" | tail -n 1
	else
		inside sh -c 'case $1 in *range) sysctl -qw "$1=30000 50000" ;; *) sysctl -qw "$1=0" ;; esac; rc-service sysctl restart >/dev/null 2>&1
			sysctl -n "$1"' sh "$1" | tr '\t' ' '
	fi
}

holds() {
	! answers_ping || { echo 'it answers a ping' && return 1; }
	[ "$(inside sysctl -n net.ipv4.ip_local_port_range | tr '\t' ' ')" = '20000 60000' ] &&
		[ "$(inside sysctl -n net.ipv4.conf.all.log_martians net.ipv4.conf.host0.log_martians | tr '\n' ' ')" = '1 1 ' ] &&
		[ "$(boots_with net.ipv4.icmp_echo_ignore_all)" = 1 ] && [ "$(boots_with net.ipv4.ip_local_port_range)" = '20000 60000' ]
}

lacks() {
	answers_ping || { echo 'it answers no ping' && return 1; }
}

breaks() { verb fault "$MACHINE" ro /etc/sysctl.d; }
mends() { verb fault "$MACHINE" rw /etc/sysctl.d; }
drifts() { as_root 'sysctl -qw net.ipv4.icmp_echo_ignore_all=0 net.ipv4.conf.host0.log_martians=0; chmod 666 /etc/sysctl.d/zz-flux.conf'; }
edits() { as_root 'echo "net.ipv4.tcp_sack = 1" >>/etc/sysctl.d/zz-flux.conf'; }
edited() { inside grep -q tcp_sack /etc/sysctl.d/zz-flux.conf; }

test_kind

# sysctls KEY...: prints their live values on one line.
sysctls() { inside sysctl -n "$@" | tr '\t\n' '  '; }

@test "forwarding resets accept_redirects in the kernel: both are as asked at once, and as they were after rollback" {
	local both='net.ipv4.ip_forward net.ipv4.conf.all.accept_redirects'
	as_root 'sysctl -qw net.ipv4.ip_forward=1; sysctl -qw net.ipv4.conf.all.accept_redirects=1'
	use_resources <<-'JSON'
		[{"kind": "sysctl", "id": "t.sysctl", "path": "/etc/sysctl.d/zz-flux.conf", "parameters": {
			"net.ipv4.conf.all.accept_redirects": "0", "net.ipv4.ip_forward": "0"}}]
	JSON
	flux_is 0 --apply
	# shellcheck disable=SC2086 # words
	[ "$(sysctls $both)" = '0 0 ' ]
	flux_is 0 --apply
	summary_has changed=0
	flux_is 0 --rollback
	# shellcheck disable=SC2086 # words
	[ "$(sysctls $both)" = '1 1 ' ]
	as_root 'sysctl -qw net.ipv4.ip_forward=0; sysctl -qw net.ipv4.conf.all.accept_redirects=1'
	resources | use_resources
}

@test "a live value that somebody changed since stays, unless forced" {
	local ports='net.ipv4.ip_local_port_range' before
	before=$(sysctls $ports)
	flux_is 0 --apply
	as_root "sysctl -qw '$ports=30000 50000'"
	flux_is 5 --rollback
	grep -F 'somebody changed it since' <<<"$said"
	[ "$(sysctls $ports)" = '30000 50000 ' ]
	answers_ping
	flux_is 0 --rollback --force
	[ "$(sysctls $ports)" = "$before" ]
	same_files before
}
