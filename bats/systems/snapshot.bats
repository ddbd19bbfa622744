# shellcheck shell=bats
# The verb `snapshot`, by which all suites judge what changed: it looks at what an instance has changed, and at nothing else. That says
# the same as a walk through the whole tree, whatever was changed.
load ../lib/machine

setup_file() {
	require_machines
	boot_machine snapshot
}

teardown_file() {
	stop_machine
}

# both_ways OPTION...: the manifest is the one that the tree itself gives.
both_ways() {
	diff <(verb snapshot "$MACHINE" --mtime "$@") <(verb snapshot "$MACHINE" --mtime --merged "$@") | no_output
}

@test 'as it booted' {
	both_ways
	both_ways --all
	[ "$(verb snapshot "$MACHINE" | wc -l)" -gt 10000 ]
}

@test 'files, links, modes, owners, attributes, devices, removed and replaced directories' {
	verb snapshot "$MACHINE" >"$BATS_TEST_TMPDIR/before"
	inside sh -euc '
		rm -r /etc/apt /usr/share/doc/bash
		mkdir /etc/apt
		echo new >/etc/apt/new
		ln -s /etc /usr/share/doc/bash
		mv /etc/cloud /etc/cloud-away
		mkdir /etc/cloud-more
		rm /etc/issue
		touch /etc/motd
		chmod 640 /etc/hosts
		chown 1:1 /etc/fstab
		mknod -m 600 /etc/null c 1 3
		mkfifo /etc/pipe
		rm -r /usr/share/doc/dash
		echo file >/usr/share/doc/dash
		python3 -c "import os; os.setxattr(\"/etc/services\", \"user.label\", b\"x\")"'
	both_ways
	both_ways --all
	verb snapshot "$MACHINE" | diff "$BATS_TEST_TMPDIR/before" - >"$BATS_TEST_TMPDIR/changed" || :
	local path
	for path in apt/new cloud-away cloud-more hosts fstab null pipe services; do grep -q "^> /etc/$path	" "$BATS_TEST_TMPDIR/changed"; done
	for path in apt/sources.list.d/local.list issue cloud; do grep -q "^< /etc/$path	" "$BATS_TEST_TMPDIR/changed"; done
	grep -q '^> /usr/share/doc/dash	f' "$BATS_TEST_TMPDIR/changed"
}
