#!/bin/sh
# fault-table.sh OUTCOMES: prints, as Markdown, the count of what the suites of bats/faults wrote: workflow, fault, outcome, a line a point.
set -eu
outcomes=${1:?usage: fault-table.sh OUTCOMES}
echo "The points of the run on $(date -u +%F); \`npm test\` takes a sample of them, \`npm run test:faults\` every one, or as many as \`FLUX_POINTS\` says."
echo
echo '| workflow | what goes wrong | points | the next run recovers | undone | refused | lost |'
echo '| --- | --- | --- | --- | --- | --- | --- |'
awk -F '\t' '
	{ key = $1 " | " $2; if (!(key in all)) order[++count] = key; all[key]++; n[key, $3]++ }
	END {
		for (i = 1; i <= count; i++) {
			key = order[i]
			printf "| %s | %d | %d | %d | %d | %d |\n", key, all[key], n[key, "recovered"], n[key, "undone"], n[key, "refused"], n[key, "lost"]
		}
	}' "$outcomes"
