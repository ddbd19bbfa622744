#!/bin/sh
# test.sh [all|quick|SUITE...]: runs the tests, `npm test`. docs/testing.md says what they are.
#   all      everything (no argument)
#   quick    checks, unit, the shell matrix, and the workflow `security` on one machine
#   SUITE    check, unit, or a file or folder below bats/ (bats/kinds, bats/workflows/security.bats)
# Environment: FLUX_LANES  suites that run at the same time (2); FLUX_KEEP_LOGS  a folder that keeps every suite's output.
# The last line is "N passed, N failed, N skipped". Status 0 if none failed and every suite came to its end.
set -u
cd "$(dirname "$0")/.." || exit 1

# say TEXT...: a line on stdout.
say() { printf '%s\n' "$*"; }

# quietly WHAT COMMAND...: runs it; its output is shown only if it fails, and then the tests end.
quietly() {
	qu_what=$1
	shift
	"$@" >"$logs/set-up" 2>&1 </dev/null && return
	tail -n 40 "$logs/set-up"
	say "set-up failed: $qu_what"
	say '0 passed, 1 failed, 0 skipped'
	exit 1
}

# missing_packages: prints the Debian packages of the tools that the suites need and this machine lacks.
missing_packages() {
	while read -r mp_tool mp_package; do
		command -v "$mp_tool" >/dev/null 2>&1 || printf '%s ' "$mp_package"
	done <<-TOOLS
		mmdebstrap mmdebstrap
		systemd-nspawn systemd-container
		apt-ftparchive apt-utils
		curl curl
		ip iproute2
		nmap nmap
		nc netcat-openbsd
		ssh openssh-client
		sshpass sshpass
		setpriv util-linux
		strace strace
		unshare util-linux
		bwrap bubblewrap
		busybox busybox-static
		dash dash
		mksh mksh
		ksh93 ksh93u+m
		yash yash
		shellcheck shellcheck
		checkbashisms devscripts
		gcc gcc
	TOOLS
}

# install_tools: through apt if we are root; else says what to install: the suites that need it are skipped.
install_tools() {
	# shellcheck disable=SC2046 # a list of names
	set -- $(missing_packages | tr ' ' '\n' | sort -u)
	[ $# -gt 0 ] || return 0
	if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
		say "What needs these packages is skipped:  apt-get install $*"
		return 0
	fi
	quietly 'apt-get update' apt-get -q update
	quietly "apt-get install $*" env DEBIAN_FRONTEND=noninteractive apt-get -qy --no-install-recommends install "$@"
}

# is_stale: dist is missing or older than what it is made from.
is_stale() {
	[ -e dist/flux.cjs ] || return 0
	[ -n "$(find src templates package.json -newer dist/flux.cjs -type f 2>/dev/null | head -n 1)" ]
}

# set_up: packages, tools, compiler, the image that the machines boot from; and what an earlier run left is ended.
set_up() {
	install_tools
	if [ ! -d node_modules ]; then quietly 'npm ci' npm ci; fi
	case $suites in
	*check* | *unit* | *bats/kinds* | *bats/runtime*) if is_stale; then quietly 'npm run build' npm run build; fi ;;
	esac
	bats/systems/bin/stop-all
	case $suites in
	*bats/workflows* | *bats/scenarios*) can_boot && quietly "the image $system" bats/systems/bin/build "$system" ;;
	esac
	return 0
}

# can_boot: containers can be booted here.
can_boot() {
	[ "$(id -u)" -eq 0 ] && command -v mmdebstrap systemd-nspawn >/dev/null
}

# suites_in PATH...: prints the .bats files in these files and folders, the longest-running first.
suites_in() {
	for si_path; do
		[ -e "$si_path" ] || continue
		find "$si_path" -name '*.bats'
	done | sort | awk '
		/scenarios\//                  { print 1, $0; next }
		/security-(killed|faults)/     { print 2, $0; next }
		/workflows\//                  { print 3, $0; next }
		                               { print 4, $0 }' | sort -s -n -k 1,1 | cut -d ' ' -f 2-
}

# choose ARGUMENT...: sets suites, one a line.
choose() {
	case ${1:-all} in
	all) suites=$(printf '%s\n' check unit && suites_in bats) ;;
	quick) suites=$(printf '%s\n' check unit && suites_in bats/runtime bats/workflows/security.bats) ;;
	*)
		suites=$(for ch_suite; do
			case $ch_suite in check | unit) say "$ch_suite" ;; *) suites_in "$ch_suite" ;; esac
		done)
		;;
	esac
	[ -n "$suites" ] || { say "no such suite: $*; try: check, unit, bats/FOLDER" >&2 && exit 64; }
}

# run_suite SUITE: runs it, its results as TAP in $logs/NAME.tap, the time it took in $logs/NAME.time.
run_suite() {
	rs_log=$logs/$(say "$1" | tr / -) rs_begun=$(date +%s)
	rs_status=0
	case $1 in
	check) run_checks ;;
	unit) run_unit ;;
	*) exec timeout -k 30 2400 node_modules/bats/bin/bats --tap --timing "$1" ;;
	esac >"$rs_log.tap" 2>"$rs_log.err" </dev/null &
	say $! >"$rs_log.pid"
	wait $! || rs_status=$?
	rm -f "$rs_log.pid"
	say $(($(date +%s) - rs_begun)) >"$rs_log.time"
	say "$rs_status" >"$rs_log.status"
}

# run_checks: types, format and lint of the compiler; shellcheck of our own shell scripts. As TAP.
run_checks() {
	say 1..2
	one_check 1 'the compiler: types, format, lint' npm run --silent check
	# shellcheck disable=SC2046 # file names without blanks
	if command -v shellcheck >/dev/null; then
		one_check 2 'our scripts: shellcheck' shellcheck -s sh -x scripts/*.sh bats/systems/bin/* bats/systems/lib/*.sh \
			bats/systems/*.sh bats/workflows/*.sh $(find bats/scenarios -name '*.sh')
	else
		say 'ok 2 our scripts: shellcheck # skip shellcheck is not installed'
	fi
}

# one_check NUMBER TITLE COMMAND...: a TAP line, with the output behind it if the command fails.
one_check() {
	oc_number=$1 oc_title=$2
	shift 2
	if oc_output=$("$@" 2>&1); then
		say "ok $oc_number $oc_title"
	else
		say "not ok $oc_number $oc_title"
		say "$oc_output" | tail -n 60 | sed 's/^/# /'
	fi
}

# run_unit: vitest; its results as TAP.
run_unit() {
	npm run --silent embed >&2 || return
	npx vitest run --reporter=json --outputFile="$logs/unit.json" >"$logs/unit.out" 2>&1 || :
	[ -s "$logs/unit.json" ] || { cat "$logs/unit.out" >&2 && return 1; }
	# shellcheck disable=SC2016 # JavaScript
	node -e '
		const files = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")).testResults
		const lines = []
		for (const file of files) {
			const name = file.name.replace(process.cwd() + "/", "")
			if (file.status === "failed" && !file.assertionResults.length) lines.push(["not ok", name, "", [file.message]])
			for (const test of file.assertionResults) {
				const ok = test.status === "failed" ? "not ok" : "ok"
				const skip = ["passed", "failed"].includes(test.status) ? "" : " # skip marked so"
				lines.push([ok, name + " > " + test.fullName.replace(/[#\n]/g, " "), skip, test.failureMessages])
			}
		}
		console.log("1.." + lines.length)
		lines.forEach(([ok, name, skip, messages], i) => {
			console.log(`${ok} ${i + 1} ${name}${skip}`)
			if (ok === "not ok") console.log(messages.join("\n").replace(/^/gm, "# "))
		})' "$logs/unit.json"
}

# lane: runs suites from the list until none is left. Lanes take turns at the list by a lock.
lane() {
	while la_suite=$(next_suite) && [ -n "$la_suite" ]; do
		run_suite "$la_suite"
		report "$la_suite"
	done
}

# next_suite: takes the first suite off the list and prints it.
next_suite() {
	(
		until mkdir "$logs/lock" 2>/dev/null; do sleep 0.1; done
		head -n 1 "$logs/todo"
		sed -i 1d "$logs/todo"
		rmdir "$logs/lock"
	)
}

# report SUITE: counts its results into $logs/NAME.count and prints its line, and what failed or was skipped.
report() {
	re_log=$logs/$(say "$1" | tr / -)
	awk -v title="$1" -v seconds="$(cat "$re_log.time")" -v status="$(cat "$re_log.status")" -v count="$re_log.count" '
		/^1\.\.[0-9]+/ && plan == "" { plan = substr($1, 4) + 0 }
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
			printf "%s", text
			for (reason in reasons) printf "    skipped %d: %s\n", reasons[reason], reason
			print passed + 0, failed + 0, skipped + 0, broken + 0 >count
		}' "$re_log.tap"
	if grep -q ' 1$' "$re_log.count"; then tail -n 20 "$re_log.err" | sed 's/^/    /'; fi
}

# end_suites: ends lanes and suites still at work, and waits until they are gone, ten seconds at most.
end_suites() {
	# shellcheck disable=SC2086 # a list of numbers
	[ -z "$lanes" ] || kill $lanes 2>/dev/null
	for es_file in "$logs"/*.pid; do
		[ -s "$es_file" ] || continue
		kill "$(cat "$es_file")" 2>/dev/null
		es_left=50
		while [ "$es_left" -gt 0 ] && kill -0 "$(cat "$es_file")" 2>/dev/null; do
			es_left=$((es_left - 1))
			sleep 0.2
		done
	done
}

# clean_up: ends suites still at work and the machines that this run booted; the logs go, unless they are to be kept.
clean_up() {
	trap - EXIT
	end_suites
	bats/systems/bin/stop-all
	[ -n "${FLUX_KEEP_LOGS:-}" ] || rm -rf "$logs"
}

if [ -n "${FLUX_KEEP_LOGS:-}" ]; then
	mkdir -p "$FLUX_KEEP_LOGS"
	logs=$(cd "$FLUX_KEEP_LOGS" && pwd)
	rm -f "$logs"/*
else
	logs=$(mktemp -d)
fi
FLUX_SYSTEMS_OWNER=$$ FLUX_SYSTEMS_QUIET=1
export FLUX_SYSTEMS_OWNER FLUX_SYSTEMS_QUIET
lanes='' system=${FLUX_SYSTEM:-debian-12}
begun=$(date +%s)
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
choose "$@"
set_up
say "set-up: $(($(date +%s) - begun)) s"
say "$suites" >"$logs/todo"
while [ "$(say "$lanes" | wc -w)" -lt "${FLUX_LANES:-2}" ]; do
	lane &
	lanes="$lanes $!"
done
wait
lanes=''
say "all: $(($(date +%s) - begun)) s"
total=$(cat "$logs"/*.count | awk '{ p += $1; f += $2; s += $3 } END { printf "%d passed, %d failed, %d skipped", p, f, s }')
clean_up
say "$total"
case $total in *' 0 failed,'*) exit 0 ;; *) exit 1 ;; esac
