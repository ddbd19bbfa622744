# shellcheck shell=bats
# The workflow `complete` as compressed user data: cloud-init undoes it and runs it once at first boot. The machine then answers its
# new administrator, on the new port, with the new name.
load ../lib/machine
load ../lib/workflow

# The stand-ins of zsh's sources are not there at first boot: Oh My Zsh is left out.
setup_file() {
	require_machines
	mkdir -p "$FLUX_SYSTEMS_HOME"
	[ -r "$FLUX_SYSTEMS_HOME/key.pub" ] || skip 'no operator key: boot a machine once'
	workflow_script complete gzip "$BATS_FILE_TMPDIR/user-data" --set zsh.oh_my_zsh=false --set zsh.theme= --target "${FLUX_SYSTEM/-/:}"
	workflow_script complete sh "$BATS_FILE_TMPDIR/complete.sh" --set zsh.oh_my_zsh=false --set zsh.theme= --target "${FLUX_SYSTEM/-/:}"
	export FLUX_SCRIPT=$BATS_FILE_TMPDIR/complete.sh
	boot_machine complete "$BATS_FILE_TMPDIR/user-data"
}

teardown_file() {
	stop_machine
}

# as_asked: what the settings say, seen from outside and inside.
as_asked() {
	alice_gets_in
	! verb ssh "$MACHINE" true || { echo 'port 22 still answers' && return 1; }
	[ "$(verb ports "$MACHINE" | tr '\n' ' ')" = '2222 open other: filtered ' ] || { verb ports "$MACHINE" && return 1; }
	[ "$(inside hostname -f)" = web1.example.org ]
	[ "$(inside getent passwd alice | cut -d: -f7)" = /usr/bin/zsh ]
	inside run-parts /etc/update-motd.d | grep -F 'web1, Example Ltd'
	inside sh -c 'apt-config dump | grep -Fx "APT::Periodic::Unattended-Upgrade \"1\";"'
	case $FLUX_SYSTEM in debian-11 | debian-12) inside curl -fs http://127.0.0.1:19999/api/v1/info >/dev/null ;; esac
}

@test "the shipped settings fit into 16,384 bytes" {
	node "$FLUX_ROOT/dist/flux.cjs" workflow complete --config "$FLUX_ROOT/flux.toml" --format gzip -o "$BATS_TEST_TMPDIR/shipped"
	size=$(stat -c %s "$BATS_TEST_TMPDIR/shipped")
	echo "$size bytes"
	[ "$size" -le 16384 ]
}

@test "cloud-init is content" {
	inside cloud-init status | grep -x 'status: done'
}

@test "the script ran to its end: its log says so" {
	inside tail -n 1 /var/log/flux.log | grep 'failed=0'
}

@test "launched: all is as asked" {
	as_asked
}

@test "the machine reboots" {
	verb reboot "$MACHINE"
}

@test "rebooted: all is as asked" {
	as_asked
}

@test "the same script has nothing to do" {
	flux_is 0
	summary_has changed=0
}
