#!/bin/sh
# vm-table.sh LOGS: prints, as Markdown, what the suites on virtual machines, whose results lie in the folder LOGS (test.sh), tried: a row for
# each manager of the network, each power cut, and each part of the workflow's suite.
set -u
logs=${1:?usage: vm-table.sh LOGS}
cache=${FLUX_SYSTEMS_HOME:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/flux/systems}/cache
kernel=$(cat "$cache"/debian-12-vm-????????????/kernel 2>/dev/null)
echo "Written by \`npm run test:vm\` on $(date -u +%F): Debian 12, kernel ${kernel:-unknown}, emulated by $(qemu-system-x86_64 --version | sed -n 's/^QEMU emulator version \([^ ]*\).*/qemu \1/p')."
echo
echo '| what is tried | tests | passed | failed | skipped | seconds |'
echo '| --- | --- | --- | --- | --- | --- |'
for file in "$logs"/*-vm.tap; do
	[ ! -e "$file" ] || sed "s/^/${file##*/} /" "$file"
done | awk '
	# row: what a test is counted under
	function row(suite, title) {
		if (suite ~ /links/) return title
		if (suite ~ /power-cuts/) return title ~ /: (the next|a) (run|rollback)/ ? "power cut: " title : title
		if (title ~ /^[a-z ]+: /) { sub(/: .*/, "", title); return title }
		return "dry run, audit, apply, apply again, history, reboot, rollback"
	}
	$2 == "ok" || $2 == "not" {
		suite = $1; result = $2 == "ok" ? "passed" : "failed"
		title = $0
		if (title ~ / # skip/) { result = "skipped"; sub(/ # skip.*/, "", title) }
		sub(/^[^ ]* (not )?ok [0-9]+ /, "", title)
		ms = 0
		if (match(title, / in [0-9]+ms$/)) { ms = substr(title, RSTART + 4) + 0; title = substr(title, 1, RSTART - 1) }
		key = row(suite, title)
		if (!(key in all)) order[++count] = key
		all[key]++; n[key, result]++; spent[key] += ms
	}
	END {
		for (i = 1; i <= count; i++) {
			key = order[i]
			printf "| %s | %d | %d | %d | %d | %d |\n", key, all[key], n[key, "passed"], n[key, "failed"], n[key, "skipped"], spent[key] / 1000
		}
	}'
