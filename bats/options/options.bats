# shellcheck shell=bats
# What every option brings about, on a machine that it was applied to. A case is NAME.toml, the settings of one module, beside
#   NAME.checks    a check a line:  option :: command :: what it prints.  The command runs as root on the machine, with the
#                  functions of controls-inside.sh; behind "outside: " it runs here, with those of lib/outside.bash
#   NAME.world.sh  runs as root on the machine before: what the settings find there; "# after: FILE" in it names one of bats/ that runs
#                  before that
# The module is the first word of NAME. Before the checks a second run changes nothing. test/options.test.ts holds that no option is
# left out.
load ../lib/machine
load ../lib/controls
load ../lib/outside

setup_file() {
	require_machines
}

teardown() {
	stop_machine
}

# option_holds LINE: runs the check; shows it if it does not print what it should.
option_holds() {
	local option=${1%% :: *} command=${1#* :: } want got
	want=${command##* ::} command=${command%% ::*}
	case $command in
	'outside: '*) got=$(eval "${command#outside: }" 2>&1 | one_line) ;;
	*) got=$({ cat "$FLUX_ROOT/bats/workflows/controls-inside.sh" && printf '%s\n' "$command"; } | inside sh -s 2>&1 | one_line) ;;
	esac
	[ "$got" = "${want# }" ] && return
	printf '%s: want [%s] got [%s]\n    %s\n' "$option" "${want# }" "$got" "$command"
	return 1
}

# make_world FILE: runs it on the machine, if there is such a file; its output is shown only if it fails.
make_world() {
	local first
	[ -r "$1" ] || return 0
	first=$(sed -n 's/^# after: //p' "$1")
	cat ${first:+"$FLUX_ROOT/bats/$first"} "$1" | inside sh -eu -s >"$BATS_TEST_TMPDIR/world" 2>&1 ||
		{ tail -n 20 "$BATS_TEST_TMPDIR/world" && return 1; }
}

# brings_about NAME: the case.
brings_about() {
	local case=$FLUX_ROOT/bats/options/$1 line status=0
	FLUX_SCRIPT=$BATS_TEST_TMPDIR/module.sh
	node "$FLUX_ROOT/dist/flux.cjs" module "${1%%-*}" --config "$case.toml" -o "$FLUX_SCRIPT" 2>"$BATS_TEST_TMPDIR/compile" ||
		{ cat "$BATS_TEST_TMPDIR/compile" && return 1; }
	boot_machine options
	make_world "$case.world.sh"
	flux_is 0 --apply
	summary_has failed=0
	flux_is 0 --apply
	summary_has changed=0
	while IFS= read -r line; do
		case $line in '#'* | '') continue ;; esac
		option_holds "$line" || status=1
	done <"$case.checks"
	return "$status"
}

for file in "$BATS_TEST_DIRNAME"/*.toml; do
	name=${file##*/}
	bats_test_function --description "options of ${name%.toml}" -- brings_about "${name%.toml}"
done
