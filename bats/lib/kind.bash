# The loop for every resource kind, the same for all, under each shell, so that no kind can forget a part:
#   a dry run says 2 and changes nothing > apply > the machine does what the kind says > apply again changes nothing, not even
#   a time > an audit says 0 > rollback > the machine is what it was
# A suite bats/kinds/KIND.bats has one machine and says, as functions:
#   resources   prints the resources, JSON; ids t.NAME
#   NEEDS       what the kind is about or its suite works with: where the system has no such thing (`without`), the suite is skipped (optional)
#   starts      brings the machine where the kind has something to do (optional)
#   holds       the kind's outcome, judged by what the machine does
#   lacks       the opposite (optional: `holds` fails)
#   pulse       prints what a second run must not disturb: process ids, reloads, handles (optional)
#   STEP        the id that a failure names
#   breaks, mends    makes the step fail, and takes that back (optional)
#   drifts      somebody changes what the kind made
#   edits       somebody changes a file that rollback would restore (optional), and
#   edited      the file is what they made of it
#   takes_back  for a kind whose undo is `none`: does by hand what rollback does not, so that the rest can be compared (optional)
# and calls `test_kind`.

load ../lib/accounts

# What they are called, and how they are run.
KIND_SHELLS='dash ash bash mksh ksh93 yash'

# shell_words NAME: the command that runs a script with this shell.
shell_words() {
	case $1 in
	ash) echo busybox sh ;;
	bash) echo bash --posix ;;
	*) echo "$1" ;;
	esac
}

# flux ARGUMENT...: runs the script on the machine, with the shell of the test; its output and status.
flux() {
	# shellcheck disable=SC2046 # words
	inside timeout -k 5 600 $(shell_words "${KIND_SHELL:-sh}") /opt/flux.sh "$@" </dev/null
}

# as_root SHELL: runs it on the machine, silently.
as_root() {
	inside sh -euc "$1" >"$BATS_FILE_TMPDIR/as-root" 2>&1 || { cat "$BATS_FILE_TMPDIR/as-root" && return 1; }
}

# installs PACKAGE...: on the machine, from the local repository.
installs() {
	as_root "apt-get -q update; DEBIAN_FRONTEND=noninteractive apt-get -qy --no-install-recommends install $*"
}

# wraps PROGRAM SHELL: the program first does this, which may end it; its own self is PROGRAM.real. unwraps PROGRAM: no more. Where it is not
# in that folder, the one of its name on the search path is meant. An applet of busybox goes by its name, which PROGRAM.real is not.
wraps() {
	local file real
	file=$(program_file "$1")
	real=${file#"$FLUX_SYSTEMS_HOME/run/$MACHINE/root"}.real
	[ "$(readlink "$file")" != /bin/busybox ] || real="/bin/busybox ${1##*/}"
	mv "$file" "$file.real"
	printf '#!/bin/sh\n%s\nexec %s "$@"\n' "$2" "$real" >"$file"
	chmod 755 "$file"
}
unwraps() {
	local file
	file=$(program_file "$1")
	mv "$file.real" "$file"
}

# program_file PROGRAM: prints where it lies, as seen from here.
program_file() {
	local root=$FLUX_SYSTEMS_HOME/run/$MACHINE/root
	[ -e "$root$1" ] || [ -L "$root$1" ] || set -- "$(inside which "${1##*/}")"
	echo "$root$1"
}

# use_resources: puts the script of the JSON on standard input on the machine.
use_resources() {
	node "$FLUX_ROOT/bats/kinds/compile.mjs" >"$BATS_FILE_TMPDIR/flux.sh" || return
	install -m 755 "$BATS_FILE_TMPDIR/flux.sh" "$FLUX_SYSTEMS_HOME/run/$MACHINE/root/opt/flux.sh"
}

# kind_prefix: what the suite's machine is called.
kind_prefix() {
	local name=${BATS_TEST_FILENAME##*/}
	name=${name%.bats}
	echo "kind-${name,,}"
}

# kind_machine: boots the suite's machine with all the shells that its distribution has, at the kind's start.
kind_machine() {
	boot_machine "$(kind_prefix)" || return
	inside sh -c 'command -v apt-get || exit 0
		apt-get -q update
		for package in busybox mksh ksh93u+m yash; do
			DEBIAN_FRONTEND=noninteractive apt-get -qy --no-install-recommends install "$package"
		done' >/dev/null 2>&1
	resources | use_resources || return
	starts || return
	remember_machine before
	touch "$BATS_FILE_TMPDIR/booted"
}

# starts: nothing, unless the suite says otherwise.
starts() { :; }

# pulse: nothing, unless the suite says otherwise.
pulse() { :; }

# lacks: the opposite of `holds`, unless the suite says otherwise.
lacks() {
	! holds >/dev/null 2>&1 || { echo 'the outcome is there before apply, or after rollback' && return 1; }
}

setup_file() {
	require_machines
	# shellcheck disable=SC2086 # a list of words
	needs ${NEEDS:-}
	[ -r "$FLUX_ROOT/dist/index.js" ] || { echo 'no dist/index.js: build first' >&2 && return 1; }
}

# After a failure the machine is not to be trusted: the next test boots a new one.
setup() {
	export FLUX_SYSTEMS_OWNER=${FLUX_SYSTEMS_OWNER:-$BATS_ROOT_PID}
	MACHINE=$(machine_name "$(kind_prefix)")
	[ -e "$BATS_FILE_TMPDIR/booted" ] || kind_machine
}

teardown() {
	[ -n "${BATS_TEST_COMPLETED:-}" ] || rm -f "$BATS_FILE_TMPDIR/booted"
}

teardown_file() {
	MACHINE=$(machine_name "$(kind_prefix)") stop_machine
}

# applied_once: apply works, the machine does what the kind says, and it is remembered as "applied".
applied_once() {
	flux_is 0 --apply
	summary_has failed=0
	if summary_has changed=0 >/dev/null; then echo 'apply had nothing to do' && return 1; fi
	holds
	remember_machine applied
}

# second_run: apply again says that it changed nothing, and did not.
second_run() {
	local before
	before=$(pulse)
	flux_is 0 --apply
	summary_has changed=0
	diff <(echo "$before") <(echo "$(pulse)") | no_output
	same_times applied
	same_state applied
}

# rolled_back NAME OPTION...: a rollback, after which the machine is the one remembered. What the index says that rollback leaves,
# it must have left.
rolled_back() {
	local name=$1
	shift
	flux_is 0 --rollback "$@"
	if declare -F takes_back >/dev/null; then
		holds || { echo 'rollback took back what the index says that it does not' && return 1; }
		takes_back
	fi
	same_machine "$name"
}

# whole_loop SHELL: the whole of it; after what only reads, the machine is looked at too.
whole_loop() {
	KIND_SHELL=$1
	lacks
	flux_is 2 --dry-run
	same_machine before
	# What lies on a volatile path is in no manifest.
	lacks
	applied_once
	second_run
	flux_is 0 --audit
	rolled_back before
	lacks
}

# loop SHELL: what changes something. That all shells read and say the same is asked of whole workflows (workflows-shells).
loop() {
	KIND_SHELL=$1
	# shellcheck disable=SC2046 # words
	inside $(shell_words "$1") -c : 2>/dev/null || skip "$FLUX_SYSTEM has no such shell"
	applied_once
	second_run
	rolled_back before
}

# second_run_first: what matters most, by itself.
second_run_first() {
	lacks
	applied_once
	second_run
	rolled_back before
}

# failure: the step fails: 1, the tree is as before, and the message names the step.
failure() {
	breaks
	remember_machine broken
	flux_is 1 --apply
	grep -q "^failed  *${STEP:?} " <<<"$said" || { printf 'no line "failed %s" in:\n%s\n' "$STEP" "$said" && return 1; }
	same_machine broken
	mends
	applied_once
	rolled_back before
}

# drift: somebody changed what the kind made: a dry run sees it, the next run repairs it, and both can be taken back.
drift() {
	applied_once
	drifts
	remember_machine drifted
	flux_is 2 --dry-run
	same_machine drifted
	flux_is 0 --apply
	holds
	second_run_after_drift
	rolled_back drifted
	flux_is 0 --rollback --force
	same_machine before
}

# second_run_after_drift: the repaired machine needs nothing either.
second_run_after_drift() {
	remember_machine applied
	second_run
}

# foreign_edit: somebody edited what rollback would restore: the edit stays and it says 5; --force restores.
foreign_edit() {
	applied_once
	edits
	flux_is 5 --rollback
	grep -q 'somebody changed it since' <<<"$said" || { printf 'no word about the edit:\n%s\n' "$said" && return 1; }
	edited
	rolled_back before --force
	lacks
}

# test_kind: registers the tests.
test_kind() {
	local name own=dash
	case $FLUX_SYSTEM in alpine*) own=ash ;; esac
	bats_test_function --description 'a second run changes nothing' -- second_run_first
	bats_test_function --description "dry run, apply, again, audit, rollback under $own" -- whole_loop "$own"
	for name in $KIND_SHELLS; do
		[ "$name" = "$own" ] || bats_test_function --description "apply, again, rollback under $name" -- loop "$name"
	done
	if declare -F breaks >/dev/null; then bats_test_function --description 'a failure is undone, and named' -- failure; fi
	bats_test_function --description 'what somebody changed is repaired' -- drift
	if declare -F edits >/dev/null; then
		bats_test_function --description 'rollback keeps what somebody edited since, unless forced' -- foreign_edit
	fi
}
