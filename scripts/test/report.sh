# shellcheck shell=sh
# What a suite's results amount to. Sourced by test.sh, which sets logs.

# report SUITE: counts its results into $logs/NAME.count and prints its line, and what failed or was skipped.
report() {
	re_log=$logs/$(say "$1" | tr / -)
	awk -v title="$1" -v seconds="$(cat "$re_log.time")" -v status="$(cat "$re_log.status")" -v count="$re_log.count" '
		/^1\.\.[0-9]+/ && plan == "" { plan = substr($1, 4) + 0 }
		/^# on / { place = place "    " substr($0, 3) "\n" }
		/^ok .* # skip/ { skipped++; reason = $0; sub(/.* # skip */, "", reason); reasons[reason]++; failing = 0; next }
		/^ok / { passed++; failing = 0; next }
		/^not ok / { failed++; failing = 1 }
		failing { text = text "    " $0 "\n" }
		END {
			done = passed + failed + skipped
			if (!done || plan != done || (status && !failed)) {
				failed++
				text = text "    the suite did not come to its end: " done + 0 " of " plan " results, status " status "\n"
				broken = 1
			}
			printf "%-45s %4d passed %3d failed %3d skipped %5d s\n", title, passed, failed, skipped, seconds
			printf "%s%s", place, text
			for (reason in reasons) printf "    skipped %d: %s\n", reasons[reason], reason
			print passed + 0, failed + 0, skipped + 0, broken + 0 >count
		}' "$re_log.tap"
	if grep -q ' 1$' "$re_log.count"; then tail -n 20 "$re_log.err" | sed 's/^/    /'; fi
}

# report_left_over: names the suites that no lane began; each counts as skipped if there was no time for it, else as failed.
report_left_over() {
	[ -s "$logs/todo" ] || return 0
	rl_count=$(wc -l <"$logs/todo")
	if in_time; then
		say 'no lane was left for these suites, which count as failed:'
		say "0 $rl_count 0 0" >"$logs/left-over.count"
	else
		say "no time was left (FLUX_BUDGET=$FLUX_BUDGET) for these suites, which count as skipped:"
		say "0 0 $rl_count 0" >"$logs/left-over.count"
	fi
	sed 's/^/    /' "$logs/todo"
}

# report_failures: prints once more which tests failed, in a few lines each: in a long log they are far up, and what shows logs may cut them.
report_failures() {
	for rf_tap in "$logs"/*.tap; do
		rf_name=${rf_tap%.tap}
		awk -v suite="${rf_name##*/}" '
			/^not ok / { sub(/^not ok [0-9]+ /, ""); print "failed: " suite ": " $0; lines = 12; next }
			/^#/ && lines { sub(/^# */, "    "); print; lines--; next }
			{ lines = 0 }' "$rf_tap"
		! grep -q ' 1$' "$rf_name.count" || say "failed: ${rf_name##*/}: it did not come to its end"
	done
}
