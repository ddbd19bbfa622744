# shellcheck shell=bats
# Every shipped workflow, as root on one booted machine, under each POSIX shell: help, list and dry run are the same, byte for
# byte, as under dash, and end the same.
load ../lib/machine
load ../lib/workflow

SHELLS='ash bash mksh ksh93 yash'
WORKFLOWS='essential security complete development monitoring'

# shell_words NAME: the command that runs a script with this shell.
shell_words() {
	case $1 in
	ash) echo busybox sh ;;
	bash) echo bash --posix ;;
	*) echo "$1" ;;
	esac
}

setup_file() {
	local name
	require_machines
	boot_machine wshells
	inside sh -c 'apt-get -q update
		for package in busybox mksh ksh93u+m yash; do
			DEBIAN_FRONTEND=noninteractive apt-get -qy --no-install-recommends install "$package"
		done' >/dev/null 2>&1
	for name in $WORKFLOWS; do
		workflow_script "$name" sh "$FLUX_SYSTEMS_HOME/run/$MACHINE/root/opt/$name.sh"
		transcript "$name" dash >"$BATS_FILE_TMPDIR/$name"
	done
	remember_machine fresh
}

teardown_file() {
	stop_machine
}

# transcript WORKFLOW SHELL: what is asked, what came out, and how it ended. Fails where a status is not what it must be.
transcript() {
	local want line got status=0
	while read -r want line; do
		got=0
		printf '== %s\n' "$line"
		# shellcheck disable=SC2046,SC2086 # words
		inside $(shell_words "$2") "/opt/$1.sh" $line </dev/null 2>&1 || got=$?
		printf -- '-- %s\n' "$got"
		[ "$got" -eq "$want" ] || status=1
	done <<-'LIST'
		0 --help
		0 --list
		2 --dry-run --diff
		2 --dry-run --log-format json
		64 --only nonsense
	LIST
	return "$status"
}

# same_as_dash WORKFLOW SHELL
same_as_dash() {
	# shellcheck disable=SC2046 # words
	inside $(shell_words "$2") -c : 2>/dev/null || skip "$FLUX_SYSTEM has no $2"
	transcript "$1" "$2" >"$BATS_TEST_TMPDIR/said" || { cat "$BATS_TEST_TMPDIR/said" && return 1; }
	diff "$BATS_FILE_TMPDIR/$1" "$BATS_TEST_TMPDIR/said" | no_output
}

untouched() {
	same_machine fresh
}

for shell in $SHELLS; do
	for name in $WORKFLOWS; do
		bats_test_function --description "workflow $name under $shell: the same bytes as under dash" -- same_as_dash "$name" "$shell"
	done
done
bats_test_function --description 'and the machine is as it was' -- untouched
