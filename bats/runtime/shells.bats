# shellcheck shell=bats
# The generated scripts under every POSIX shell of this machine, without root, so without effect: what they print and how they
# end is the same, byte for byte, as under dash; in every locale, and in an environment that wishes them ill. No container.

FLUX_ROOT=$(cd "${BATS_TEST_DIRNAME:?}/../.." && pwd)
SHELLS='dash ash bash mksh ksh93 yash posh zsh'

# shell_words NAME: the command that runs a script with this shell.
shell_words() {
	case $1 in
	ash) echo busybox sh ;;
	bash) echo bash --posix ;;
	zsh) echo zsh --emulate sh ;;
	*) echo "$1" ;;
	esac
}

# parents PATH: prints the folders above it, the highest first.
parents() {
	[ "$(dirname "$1")" = / ] || { parents "$(dirname "$1")" && dirname "$1"; }
}

# The view holds programs, their settings and Flux alone: machines of other suites come and go in the rest, and a mount that goes while
# bwrap copies it ends bwrap, in whatever mount namespace (who removes a mount point takes the mount off everywhere).
VIEW=(bwrap --ro-bind /usr /usr --ro-bind-try /bin /bin --ro-bind-try /sbin /sbin --ro-bind-try /lib /lib --ro-bind-try /lib64 /lib64
	--ro-bind /etc /etc --dev /dev --proc /proc --tmpfs /run --dir /var --die-with-parent --perms 1777 --tmpfs /tmp)
while read -r parent; do VIEW+=(--perms 755 --dir "$parent"); done < <(parents "$FLUX_ROOT")
VIEW+=(--ro-bind "$FLUX_ROOT" "$FLUX_ROOT")

# harmless COMMAND...: runs it as nobody, in a read-only view of this machine where that can be had.
harmless() {
	[ "$(id -u)" -ne 0 ] || set -- setpriv --reuid 65534 --regid 65534 --clear-groups "$@"
	if [ -e "$BATS_FILE_TMPDIR/bwrap" ]; then set -- "${VIEW[@]}" "$@"; fi
	"$@" 3>&- 4>&-
}

setup_file() {
	ls "$FLUX_ROOT"/generated/*.sh >/dev/null || { echo 'no generated/*.sh: build first' >&2 && return 1; }
	if "${VIEW[@]}" true 2>/dev/null; then touch "$BATS_FILE_TMPDIR/bwrap"; fi
	chmod 755 "$BATS_RUN_TMPDIR" "$BATS_FILE_TMPDIR" 2>/dev/null || :
}

# asked: what the script is asked, an argument list a line; the status it must give in front.
asked() {
	cat <<-'LIST'
		0 --help
		0 --list
		0 --version
		3
		3 --apply --yes
		3 --dry-run
		3 --audit --log-format json
		3 --rollback
		3 --confirm
		3 --history
		64 --frobnicate
		64 apply
		64 -
		64 *
		64 ''
		64 --dry-run --apply
		64 --rollback --confirm
		64 --help --version
		64 --only
		64 --only nonsense
		64 --skip ,
		64 --only $(id)
		64 --confirm-timeout soon
		64 --confirm-timeout
		64 --on-failure shrug
		64 --log-format xml
		64 --log-level loud
		64 --log-file relative
	LIST
}

# transcript SCRIPT SHELL [NAME=VALUE...]: asks all of it; prints what came out, and how it ended. Fails where a status is not
# what it must be.
transcript() {
	local script=$1 shell=$2 want line got status=0
	shift 2
	while read -r want line; do
		got=0
		set -f
		# shellcheck disable=SC2046,SC2086 # words; '' stands for an empty one
		case $line in
		"''") harmless env -i PATH="$PATH" "$@" $(shell_words "$shell") "$script" '' ;;
		*) harmless env -i PATH="$PATH" "$@" $(shell_words "$shell") "$script" $line ;;
		esac >"$BATS_TEST_TMPDIR/out" 2>"$BATS_TEST_TMPDIR/err" </dev/null || got=$?
		set +f
		printf '== %s: %s\n' "$line" "$got"
		cat "$BATS_TEST_TMPDIR/out"
		echo '-- and on stderr'
		grep -v setlocale "$BATS_TEST_TMPDIR/err" || :
		[ "$got" -eq "$want" ] || { printf '!! %s, not %s\n' "$got" "$want" && status=1; }
	done < <(asked)
	return "$status"
}

# same_as_dash SHELL [NAME=VALUE...]: all scripts, all questions.
same_as_dash() {
	local script shell=$1
	shift
	# shellcheck disable=SC2046 # words
	$(shell_words "$shell") -c : 2>/dev/null || skip "not installed: $shell"
	for script in "$FLUX_ROOT"/generated/*.sh; do
		# shellcheck disable=SC2046 # words
		env -i "$@" PATH="$PATH" $(shell_words "$shell") -n "$script" >"$BATS_TEST_TMPDIR/syntax" 2>&1 || { cat "$BATS_TEST_TMPDIR/syntax" && return 1; }
		# ksh93 -n also has opinions on style; a locale that does not exist is the environment's fault.
		if grep -vE ': warning: line [0-9]+: |setlocale' "$BATS_TEST_TMPDIR/syntax"; then return 1; fi
		transcript "$script" dash >"$BATS_TEST_TMPDIR/dash" || { grep -B 5 '^!!' "$BATS_TEST_TMPDIR/dash" && return 1; }
		transcript "$script" "$shell" "$@" >"$BATS_TEST_TMPDIR/other" || :
		diff "$BATS_TEST_TMPDIR/dash" "$BATS_TEST_TMPDIR/other" >"$BATS_TEST_TMPDIR/diff" || { head -n 30 "$BATS_TEST_TMPDIR/diff" && return 1; }
	done
}

# from_a_pipe SHELL: the script is read from a pipe, and one cut off anywhere does nothing and says nothing.
from_a_pipe() {
	local script words size part got
	# shellcheck disable=SC2207 # words
	words=($(shell_words "$1"))
	"${words[@]}" -c : 2>/dev/null || skip "not installed: $1"
	for script in "$FLUX_ROOT"/generated/*.sh; do
		diff <(dash "$script" --list) <(harmless "${words[@]}" -s -- --list <"$script")
		got=0
		harmless "${words[@]}" -s -- --dry-run <"$script" >"$BATS_TEST_TMPDIR/out" 2>&1 || got=$?
		[ "$got" -eq 3 ] || { cat "$BATS_TEST_TMPDIR/out" && return 1; }
		size=$(stat -c %s "$script")
		for part in 1 5 20 40 60 80 95 99; do
			head -c $((size * part / 100)) "$script" | harmless "${words[@]}" -s -- --list >"$BATS_TEST_TMPDIR/out" 2>/dev/null || :
			[ ! -s "$BATS_TEST_TMPDIR/out" ] || { echo "cut off at $part %:" && cat "$BATS_TEST_TMPDIR/out" && return 1; }
		done
	done
}

for name in $SHELLS; do
	bats_test_function --description "$name: the same answers as dash, locale C" -- same_as_dash "$name" LC_ALL=C
	bats_test_function --description "$name: the same answers as dash, locale C.UTF-8" -- same_as_dash "$name" LC_ALL=C.UTF-8
	bats_test_function --description "$name: the same answers in a hostile environment" -- same_as_dash "$name" \
		"IFS=-/e" ENV=/nonexistent/env BASH_ENV=/nonexistent/env POSIXLY_CORRECT=1 CDPATH=/ LC_ALL=xx_YY.ISO-8859-15 TERM=xterm \
		LANG=tr_TR.UTF-8 mode=apply yes=1 only=,ssh, code=9 text=x note=y status=z due=w admin=root run=/tmp state=/tmp nl=x
	bats_test_function --description "$name: from a pipe, and cut off anywhere" -- from_a_pipe "$name"
done
