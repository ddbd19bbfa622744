#!/bin/sh
# matrix.sh LOGS: prints, as Markdown, what the suites whose results lie in the folder LOGS (test.sh) proved: systems and
# shells in rows, workflows in columns; virtual machines have a table of their own, vm-table.sh. A cell is passed, failed, skipped, or a dash: not run.
set -u
logs=${1:?usage: matrix.sh LOGS}
# Workflows are compiled for no stand-in (stand-ins.sh); virtual machines have a table of their own (vm-table.sh).
systems=$(cd "$(dirname "$0")/../../bats/systems" && for file in *.sh; do grep -Eq '^(unproved|vm_of)=' "$file" || printf '%s ' "${file%.sh}"; done)

# results: prints SUITE<tab>RESULT<tab>TITLE for every test of a suite of workflows; RESULT is passed, failed or skipped. Before them,
# for a machine that docker or podman ran, RESULT is on and TITLE says what that was.
results() {
	for file in "$logs"/bats-workflows-*.tap; do
		[ -e "$file" ] || continue
		name=${file##*/bats-workflows-}
		sed -n "s/^# on \(.*\)/${name%.tap}	on	\1/p; t
			s/^ok [0-9]* \(.*# skip.*\)/${name%.tap}	skipped	\1/p; t
			s/^ok [0-9]* \(.*\)/${name%.tap}	passed	\1/p; s/^not ok [0-9]* \(.*\)/${name%.tap}	failed	\1/p" "$file"
	done
}

echo "Run on $(date -u +%F):"
echo
results | awk -F '\t' -v systems="$systems" -v default_system="${FLUX_SYSTEM:-debian-12}" '
	# a row of cells; WORST wins: one failed test makes the cell failed
	function put(row, column, result) {
		if (!(row in known)) { known[row] = 1; rows[++count] = row }
		if (cell[row, column] != "failed") cell[row, column] = result
	}
	# what the row of a system is called: SYSTEM+ENGINE says whose image it was
	function title(system_name, place, part) {
		if (split(system_name, part, "+") < 2) return system_name
		if (place == "") return part[1] ", " part[2]
		return part[1] ", " part[2] " (" (place ~ /our own root/ ? "our root file system" : "the distribution\047s image") ")"
	}
	BEGIN {
		columns = split("essential security complete development monitoring", workflow, " ")
		total = split(systems, wanted, " ")
		for (i = 1; i <= total; i++) put(wanted[i], "", "")
	}
	{
		split($1, suite, "@")
		system_name = suite[2] == "" ? default_system : suite[2]
		sub(/\.bats$/, "", suite[1])
		split($3, word, " ")
	}
	$2 == "on" { place[$1] = $3; next }
	{ system_name = title(system_name, place[$1]) }
	suite[1] == "security" && suite[2] ~ /\+/ { put(system_name, "security", $2) }
	suite[1] == "workflows" { sub(/:$/, "", word[2]); put(system_name, word[2], $2) }
	suite[1] == "workflows-shells" && word[3] == "under" { sub(/:$/, "", word[4]); put(system_name ", " word[4], word[2], $2) }
	suite[1] == "complete-cloud-init" || suite[1] == "security-cloud-init" {
		split(suite[1], part, "-")
		put(system_name ", as user data", part[1], $2)
	}
	END {
		line = "| system |"; rule = "| --- |"
		for (i = 1; i <= columns; i++) { line = line " " workflow[i] " |"; rule = rule " --- |" }
		print line; print rule
		for (r = 1; r <= count; r++) {
			line = "| " rows[r] " |"
			for (i = 1; i <= columns; i++) {
				text = cell[rows[r], workflow[i]]
				line = line " " (text == "" ? "-" : text) " |"
			}
			print line
		}
	}'
