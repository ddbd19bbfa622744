# shellcheck shell=sh
# Which suites there are, and how one is run. Sourced by test.sh, which sets logs and system.

# suites_in PATH...: prints the .bats files in these files and folders, the longest-running first.
suites_in() {
	for si_path; do
		[ -e "$si_path" ] || continue
		find "$si_path" -name '*.bats'
	done | sort | awk '
		/scenarios\//                  { print 1, $0; next }
		/security-faults/              { print 2, $0; next }
		/faults\//                     { print 2, $0; next }
		/workflows\//                  { print 3, $0; next }
		                               { print 4, $0 }' | sort -s -n -k 1,1 | cut -d ' ' -f 2-
}

# suites_at SYSTEM PATH...: prints the same, to be run on this system.
suites_at() {
	sa_system=$1
	shift
	suites_in "$@" | sed "s/\$/@$sa_system/"
}

# systems_suites: prints the suites that fill the matrix.
systems_suites() {
	for ss_system in ${FLUX_SYSTEMS:-debian-11 debian-12 debian-13 debian-sid}; do
		for ss_suite in workflows complete-cloud-init security-cloud-init user-data; do
			say "bats/workflows/$ss_suite.bats@$ss_system"
		done
	done
	say bats/workflows/workflows-shells.bats@debian-12
	suites_at alpine-stand-in bats/kinds
	engine_suites
	say bats/workflows/images.bats
}

# engine_suites: prints what runs on machines of a container engine: podman, which can be installed anywhere. Docker takes its place
# in .github/workflows/tests.yml.
engine_suites() {
	printf '%s\n' bats/workflows/security.bats@debian-12+podman bats/workflows/security.bats@debian-13+podman
}

# in_parts SUITE: prints it as many times as there are lanes, each time another part of its tests.
in_parts() {
	ip_part=1
	while [ "$ip_part" -le "$FLUX_LANES" ]; do
		say "$1#${ip_part}of$FLUX_LANES"
		ip_part=$((ip_part + 1))
	done
}

# shorter: prints the suites of one thing each, and those of other machines.
shorter() {
	suites_in bats | grep -vE '^bats/(vm|scenarios|faults|workflows)/'
	say bats/workflows/workflows.bats@debian-13
	engine_suites
	suites_at alpine-stand-in bats/kinds
}

# turned: reads suites and prints them from another one on in each commit, if time is short (FLUX_BUDGET): else the same would always be left over.
turned() {
	tu_from=0
	[ -z "${FLUX_BUDGET:-}" ] || tu_from=$((0x$(git rev-parse --short=6 HEAD 2>/dev/null || say 0)))
	awk -v from="$tu_from" '{ suite[NR] = $0 } END { for (i = 0; i < NR; i++) print suite[(from + i) % NR + 1] }'
}

# choose ARGUMENT...: sets suites, one a line.
choose() {
	case ${1:-all} in
	all)
		suites=$(printf '%s\n' check unit && in_parts bats/scenarios/scenarios.bats && suites_in bats/faults bats/workflows && shorter | turned)
		FLUX_TABLE=$logs/faults
		export FLUX_TABLE
		;;
	systems) suites=$(systems_suites) ;;
	faults)
		suites=$(in_parts bats/faults/killed.bats && suites_in bats/faults bats/workflows/security-faults.bats | grep -v /killed)
		FLUX_POINTS=${FLUX_POINTS:-all} FLUX_ROUNDS=${FLUX_ROUNDS:-100} FLUX_TABLE=$logs/faults
		export FLUX_POINTS FLUX_ROUNDS FLUX_TABLE
		;;
	vm) suites=$(say bats/workflows/security.bats@debian-12-vm && suites_at debian-12-vm bats/vm) ;;
	quick) suites=$(printf '%s\n' check unit && suites_in bats/runtime bats/workflows/security.bats) ;;
	*)
		suites=$(for ch_suite; do
			case $ch_suite in
			check | unit | *.bats@*) say "$ch_suite" ;;
			*.bats#all) in_parts "${ch_suite%#*}" ;;
			*@*) suites_at "${ch_suite#*@}" "${ch_suite%@*}" ;;
			*) suites_in "$ch_suite" ;;
			esac
		done)
		;;
	esac
	[ -n "$suites" ] || { say "no such suite: $*; try: check, unit, bats/FOLDER" >&2 && exit 64; }
}

# run_suite SUITE: runs it, its results as TAP in $logs/NAME.tap, the time it took in $logs/NAME.time.
run_suite() {
	rs_log=$logs/$(say "$1" | tr / -) rs_begun=$(date +%s)
	rs_status=0 rs_system=$system rs_engine=${FLUX_ENGINE:-} rs_limit=4800
	case $1 in *@*) rs_system=${1#*@} ;; esac
	case $rs_system in *+*) rs_engine=${rs_system#*+} rs_system=${rs_system%+*} ;; esac
	case $rs_system in *-vm) rs_limit=10800 ;; esac
	rs_file=${1%@*} rs_part=''
	case $rs_file in *#*) rs_part=${rs_file#*#} rs_file=${rs_file%#*} ;; esac
	[ -z "${FLUX_POINTS:-}" ] || rs_limit=172800
	case $1 in
	check) run_checks ;;
	unit) run_unit ;;
	*)
		FLUX_SYSTEM=$rs_system FLUX_ENGINE=$rs_engine FLUX_PART=$rs_part exec timeout -k 30 $rs_limit \
			node_modules/bats/bin/bats --tap --timing ${FLUX_FILTER:+--filter "$FLUX_FILTER"} "$rs_file"
		;;
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
		# shellcheck disable=SC2010 # names of ours
		one_check 2 'our scripts: shellcheck' shellcheck -s sh -x -a scripts/*.sh $(ls scripts/test/*.sh | grep -vE '/(set-up|suites|report)\.sh$') bats/systems/bin/* bats/systems/*/*.sh \
			bats/systems/*.sh bats/workflows/*.sh bats/lib/*.sh bats/options/*.sh $(find bats/scenarios -name '*.sh')
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
