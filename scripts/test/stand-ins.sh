#!/bin/sh
# stand-ins.sh LOGS: prints, as Markdown, which kinds the suites whose results lie in the folder LOGS (test.sh) proved on each stand-in for
# another distribution, which were skipped and why, and what no test on that stand-in proves.
set -u
logs=${1:?usage: stand-ins.sh LOGS}
root=$(cd "$(dirname "$0")/../.." && pwd)

# kinds_on SYSTEM: prints a row of the table for each kind. A shell that the system has not is no reason of its own: that is one column.
kinds_on() {
	for file in "$logs"/bats-kinds-*.bats@"$1".tap; do
		[ -e "$file" ] || continue
		kind=${file##*/bats-kinds-}
		awk -v kind="${kind%.bats@*}" '
			/^not ok / { failed++; next }
			/^ok .* # skip/ {
				skipped++
				reason = $0
				sub(/.* # skip */, "", reason)
				if (reason ~ / has no such shell$/) { shells++; next }
				if (!(reason in seen)) reasons = reasons (reasons == "" ? "" : "; ") reason
				seen[reason]
				next
			}
			/^ok / { passed++ }
			END {
				result = failed ? "failed" : passed ? "passed" : "skipped"
				if (shells) reasons = reasons (reasons == "" ? "" : "; ") "no other shell than ash"
				printf "| %s | %s | %d | %d | %d | %s |\n", kind, result, passed, failed, skipped, reasons
			}' "$file"
	done
}

for system in "$root"/bats/systems/*.sh; do
	grep -q '^unproved=' "$system" || continue
	system=${system##*/}
	system=${system%.sh}
	rows=$(kinds_on "$system")
	[ -n "$rows" ] || continue
	echo "Kinds on $system, run on $(date -u +%F):"
	echo
	echo '| kind | result | passed | failed | skipped | why skipped |'
	echo '| --- | --- | --- | --- | --- | --- |'
	echo "$rows"
	echo
	echo "It is a stand-in. What it does not prove:"
	echo
	"$root/bats/systems/bin/about" "$system" | sed 's/^/- /'
done
