# shellcheck shell=bats
# The verb `changes`, and which wait of a run is which: what bats/faults/killed.bats chooses its points by.
load ../lib/machine

setup_file() {
	require_machines
}

setup() {
	MACHINE=$(machine_name changes)
	boot_machine changes
}

teardown() {
	stop_machine
}

# script: what stands on standard input is /opt/script.sh inside.
script() {
	inside sh -c 'cat >/opt/script.sh'
}

@test "changes: by which of its processes a command changed something, and behind which by itself" {
	script <<-'EOF'
		ls /etc >/dev/null
		touch /etc/new
		systemctl is-active ssh >/dev/null
		grep -c . /etc/passwd >/dev/null
		echo mine >/etc/by-itself
		(sleep 0.1; mv /etc/new /etc/newer)
		echo log >>/var/log/mine
		systemctl reload ssh
		sysctl -qw net.ipv4.ip_forward=1
		ip -o addr >/dev/null
		ip route add 192.0.2.0/24 dev lo
		cat /etc/by-itself | wc -l
	EOF
	diff <(verb changes "$MACHINE" sh /opt/script.sh | grep -v '^starts ') - <<-'EOF'
		start 2
		start 5
		start 6
		start 7
		start 9
		itself 4
	EOF
}

# waits POLLS: prints how many waits the script has that polls as often.
waits() {
	inside sh -c 'echo "$1" >/etc/polls' sh "$1"
	verb kill-at "$MACHINE" 65535 sh /opt/script.sh | sed -n 's/^survived, 0 after \([0-9]*\) calls$/\1/p'
}

@test "places: of a run that polls more often than another, a wait is known by where it stands" {
	local whole=$BATS_TEST_TMPDIR/whole part=$FLUX_SYSTEMS_HOME/run/$MACHINE/kill-at.calls waits wait
	script <<-'EOF'
		read -r polls </etc/polls
		while [ "$polls" -gt 0 ]; do
			sleep 0.01
			polls=$((polls - 1))
		done
		echo polled >/dev/null
		touch /etc/b
		ls /etc >/dev/null
		echo done >/etc/c
		ls /etc >/dev/null
		true | touch /etc/d
		ls /etc >/dev/null
	EOF
	waits=$(waits 4)
	waits=$((waits - $(waits 1)))
	cp "$part" "$whole"
	verb changes "$MACHINE" sh /opt/script.sh >"$BATS_TEST_TMPDIR/changes"
	places changed "$whole" "$BATS_TEST_TMPDIR/changes" >"$BATS_TEST_TMPDIR/changed"
	[ "$(wc -l <"$BATS_TEST_TMPDIR/changed")" -eq 3 ]
	inside sh -c 'echo 4 >/etc/polls'
	while read -r wait; do
		verb kill-at "$MACHINE" $((wait + waits)) sh /opt/script.sh | grep '^killed at '
		[ "$(places last "$whole" "$part")" -eq "$wait" ]
	done <"$BATS_TEST_TMPDIR/changed"
}
