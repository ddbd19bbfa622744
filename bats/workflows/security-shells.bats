# shellcheck shell=bats
# The shipped script as root on a booted machine, under each POSIX shell: a dry run in text and JSON, apply, apply again,
# rollback say the same, byte for byte, as under dash, and end the same. Then the same script in surroundings that wish it ill.
load ../lib/machine

SHELLS='ash bash mksh ksh93 yash'

# shell_words NAME: the command that runs a script with this shell.
shell_words() {
	case $1 in
	ash) echo busybox sh ;;
	bash) echo bash --posix ;;
	*) echo "$1" ;;
	esac
}

setup_file() {
	require_machines
	start_machine
	transcript dash >"$BATS_FILE_TMPDIR/dash"
	same_machine fresh
}

# start_machine: booted, with all the shells that its distribution has.
start_machine() {
	boot_machine shells
	inside sh -c 'apt-get -q update
		for package in busybox mksh ksh93u+m yash; do
			DEBIAN_FRONTEND=noninteractive apt-get -qy --no-install-recommends install "$package"
		done' >/dev/null 2>&1
	remember_machine fresh
	touch "$BATS_FILE_TMPDIR/booted"
}

# After a failure the machine is not to be trusted.
setup() {
	[ -e "$BATS_FILE_TMPDIR/booted" ] || start_machine
}

teardown() {
	[ -n "${BATS_TEST_COMPLETED:-}" ] || rm -f "$BATS_FILE_TMPDIR/booted"
}

teardown_file() {
	stop_machine
}

# asked: the status it must give, and what the script is asked, one after the other.
asked() {
	cat <<-'LIST'
		2 --dry-run
		2 --dry-run --log-format json
		2 --dry-run --diff
		2 --audit
		0 --apply
		0 --apply
		0 --apply --log-format json
		0 --audit --log-level warn
		0 --history
		0 --rollback
		64 --rollback 20000101T000000Z-1
		2 --dry-run
	LIST
}

# transcript SHELL: asks all of it; prints what came out and how it ended. What differs from run to run, the run's name and diff's
# times, is left out. Fails where a status is not what it must be.
transcript() {
	local want line got failed=0
	while read -r want line; do
		got=0
		# shellcheck disable=SC2046,SC2086 # words
		inside timeout -k 5 600 $(shell_words "$1") /opt/flux.sh $line >"$BATS_FILE_TMPDIR/out" 2>"$BATS_FILE_TMPDIR/err" </dev/null || got=$?
		printf '== %s: %s\n' "$line" "$got"
		cat "$BATS_FILE_TMPDIR/out" - "$BATS_FILE_TMPDIR/err" <<<'-- and on stderr' |
			sed -e 's/[0-9]\{8\}T[0-9]\{6\}Z-[0-9]*/RUN/g' -e 's/[ 	][0-9-]\{10\} [0-9:.]\{10,\} [-+][0-9]\{4\}//'
		[ "$got" -eq "$want" ] || { printf '!! %s, not %s\n' "$got" "$want" && failed=1; }
	done < <(asked)
	return "$failed"
}

# same_as_dash SHELL: the whole of it, and the machine is what it was.
same_as_dash() {
	# shellcheck disable=SC2046 # words
	inside $(shell_words "$1") -c : 2>/dev/null || skip "$FLUX_SYSTEM has no $1"
	transcript "$1" >"$BATS_TEST_TMPDIR/said" || { grep -B 3 '^!!' "$BATS_TEST_TMPDIR/said" && return 1; }
	diff "$BATS_FILE_TMPDIR/dash" "$BATS_TEST_TMPDIR/said" | no_output
	same_machine fresh
}

# ends STATUS SHELL...: this shell command, with `flux` for the script, ends so, and prints a summary.
ends() {
	local want=$1 got=0
	shift
	said=$(inside sh -c "$@" 2>&1 </dev/null) || got=$?
	[ "$got" -eq "$want" ] && grep -q "^exit $want  *security " <<<"$said" && return
	printf '%s\nexit %s, not %s\n' "$said" "$got" "$want"
	return 1
}

for name in $SHELLS; do
	bats_test_function --description "$name says and does what dash does" -- same_as_dash "$name"
done

# hostile SHELL: with everything set against it, it applies, has nothing to do, and takes itself back.
hostile() {
	local words
	words=$(shell_words "$1")
	# shellcheck disable=SC2086 # words
	inside $words -c : 2>/dev/null || skip "$FLUX_SYSTEM has no $1"
	as="cd /tmp; umask 077; exec env -i PATH=/usr/bin:/bin IFS=-/e ENV=/opt/env BASH_ENV=/opt/env LC_ALL=tr_TR.UTF-8 LANG=xx POSIXLY_CORRECT=1 \
		CDPATH=/ GREP_OPTIONS=-v GREP_COLORS=x GZIP=-1 AWKPATH=/ TMPDIR=/nonexistent COLUMNS=3 mode=apply yes=1 only=,sysctl, code=9 text=x \
		status=z due=w admin=root run=/tmp state=/tmp index=x modules=x $words /opt/flux.sh"
	inside sh -c 'echo "echo from ENV; exit 1" >/opt/env'
	ends 2 "$as --dry-run"
	fails grep -q 'from ENV' <<<"$said"
	ends 0 "$as --apply"
	operator_gets_in
	ends 0 "$as --apply"
	grep -q 'changed=0' <<<"$said"
	inside sh -c "$as --rollback"
	inside rm /opt/env
	same_machine fresh
}

@test "stdin, stdout and stderr closed, no environment at all: it applies" {
	inside env -i /bin/sh -c 'exec <&- >&- 2>&-; /bin/sh /opt/flux.sh --apply'
	flux_is 0 --dry-run
	flux_is 0 --rollback
	same_machine fresh
}

@test "stdin closed: it applies" {
	inside sh -c 'exec sh /opt/flux.sh --apply <&-'
	flux_is 0 --dry-run
	flux_is 0 --rollback
	same_machine fresh
}

@test "from a pipe: a dry run, and apply" {
	ends 2 'cat /opt/flux.sh | sh -s -- --dry-run'
	same_machine fresh
	ends 0 'cat /opt/flux.sh | sh -s -- --apply'
	flux_is 0 --dry-run
	flux_is 0 --rollback
	same_machine fresh
}

@test "from a directory that does not exist any more: it applies" {
	ends 0 'mkdir /tmp/gone; cd /tmp/gone; rmdir /tmp/gone; exec sh /opt/flux.sh --apply'
	flux_is 0 --dry-run
	flux_is 0 --rollback
	same_machine fresh
}

@test "umask 077, and umask 000: modes are those that the script says" {
	ends 0 'umask 077; exec sh /opt/flux.sh --apply'
	remember_machine strict
	flux_is 0 --rollback
	same_machine fresh
	ends 0 'umask 000; exec sh /opt/flux.sh --apply'
	same_files strict
	flux_is 0 --rollback
	same_machine fresh
	[ -z "$(inside find /var/lib/flux /var/log/flux.log -perm /022 ! -type l 2>/dev/null)" ]
}

@test "PATH without sbin, without HOME, USER, TERM and SHELL: it applies" {
	ends 0 'unset HOME USER TERM SHELL LOGNAME; PATH=/usr/bin:/bin; exec sh /opt/flux.sh --apply'
	flux_is 0 --dry-run
	flux_is 0 --rollback
	same_machine fresh
}

@test "a terminal that nobody answers at is not asked with --yes" {
	verb ssh "$MACHINE" -t sudo sh /opt/flux.sh --apply --yes >"$BATS_TEST_TMPDIR/said" </dev/null
	grep -q '^exit 0 ' "$BATS_TEST_TMPDIR/said"
	fails grep -q 'y/N' "$BATS_TEST_TMPDIR/said"
	flux_is 0 --rollback
	same_machine fresh
}

for name in dash $SHELLS; do
	bats_test_function --description "$name in a hostile environment" -- hostile "$name"
done
