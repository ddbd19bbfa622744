# What the suites for booted machines share. A suite has one machine at a time, $MACHINE; the verbs are bats/systems/bin.
#   FLUX_SYSTEM  which system to boot (debian-12)
#   FLUX_ENGINE  docker or podman: that runs it, on an image of its own
#   FLUX_SCRIPT  which script to judge (generated/security.sh)

FLUX_ROOT=$(cd "${BATS_TEST_DIRNAME:?}/../.." && pwd)
FLUX_SYSTEM=${FLUX_SYSTEM:-debian-12}
FLUX_SCRIPT=${FLUX_SCRIPT:-$FLUX_ROOT/generated/security.sh}
FLUX_SYSTEMS_HOME=${FLUX_SYSTEMS_HOME:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/flux/systems}
export FLUX_SYSTEMS_HOME FLUX_SYSTEMS_QUIET=1
# The account of the operator, and the password that it gets, for an attacker to try.
# shellcheck source=/dev/null
OPERATOR=$(systems_dir=$FLUX_ROOT/bats/systems; [ ! -f "$systems_dir/$FLUX_SYSTEM.sh" ] || . "$systems_dir/$FLUX_SYSTEM.sh"; echo "${operator:-debian}")
PASSWORD=Correct.horse.1

# shellcheck source=engine.bash
source "$FLUX_ROOT/bats/lib/engine.bash"

# verb NAME ARGUMENT...: one of bats/systems/bin; its output and status. Descriptors of bats stay here.
verb() {
	local name=$1
	shift
	"$FLUX_ROOT/bats/systems/bin/$name" "$@" 3>&- 4>&-
}

# is_vm: the machine is a virtual one, with a kernel of its own.
is_vm() {
	[[ $FLUX_SYSTEM == *-vm ]]
}

# require_machines: skips the whole file, saying why, where no container can be booted.
require_machines() {
	local missing=
	[ -r "$FLUX_SCRIPT" ] || { echo "no $FLUX_SCRIPT: build first" >&2 && return 1; }
	if [ -n "${FLUX_ENGINE:-}" ]; then
		require_engine
		return
	fi
	[ "$(id -u)" -eq 0 ] || skip 'booting containers needs root'
	local tools='systemd-nspawn mmdebstrap apt-ftparchive nmap sshpass strace getfattr'
	! is_vm || tools="$tools qemu-system-x86_64 qemu-img genisoimage mke2fs"
	for tool in $tools; do
		command -v "$tool" >/dev/null || missing="$missing $tool"
	done
	[ -z "$missing" ] || skip "not installed:$missing"
}

# needs THING...: skips, saying why, where the system has no such thing.
needs() {
	local thing reason
	for thing; do
		if reason=$(verb about "$FLUX_SYSTEM" without "$thing"); then skip "$reason"; fi
	done
}

# machine_name PREFIX: prints what a suite's machine is called: the same suite may be at work on another system.
machine_name() {
	local system=${FLUX_SYSTEM#debian-}${FLUX_ENGINE:+-$FLUX_ENGINE}
	echo "$1-${system//./-}-${FLUX_SYSTEMS_OWNER:-$BATS_ROOT_PID}"
}

# boot_machine PREFIX [USER-DATA-FILE]: boots $MACHINE and puts the script on it, /opt/flux.sh.
boot_machine() {
	export FLUX_SYSTEMS_OWNER=${FLUX_SYSTEMS_OWNER:-$BATS_ROOT_PID}
	MACHINE=$(machine_name "$1")
	export MACHINE
	verb boot "$FLUX_SYSTEM" "$MACHINE" ${2:+"$2"} >/dev/null || return
	[ -n "${FLUX_BOOT_NOWAIT:-}" ] || prepare_machine
}

# prepare_machine: the script, and a password on the account, so that "refused" means that passwords are.
prepare_machine() {
	inside sh -c 'cat >/opt/flux.sh && chmod 755 /opt/flux.sh' <"$FLUX_SCRIPT" || return
	inside sh -c 'printf "%s:%s\n" "$1" "$2" | chpasswd && { ! command -v usermod >/dev/null || usermod -U "$1"; }' sh "$OPERATOR" "$PASSWORD" || return
	# The first sudo of a user leaves a mark in the home directory: before any manifest is taken.
	verb ssh "$MACHINE" 'sudo -n true' || :
}

# stop_machine: ends it and removes every trace, if there is one.
stop_machine() {
	[ -z "${MACHINE:-}" ] || verb stop "$MACHINE" --now
}

# inside COMMAND...: as root on the machine; its output and status.
inside() {
	verb exec "$MACHINE" "$@"
}

# flux ARGUMENT...: runs the script on the machine, ten minutes at most; its output and status.
flux() {
	inside timeout -k 5 600 sh /opt/flux.sh "$@" </dev/null
}

# flux_is STATUS[,STATUS] ARGUMENT...: runs the script and fails, showing what it and the machine's journal said, unless it exits with one of these.
# Leaves the last line in $summary and everything in $said.
flux_is() {
	local want=$1 got=0
	shift
	said=$(flux "$@" 2>&1) || got=$?
	summary=${said##*$'\n'}
	case ,$want, in *,$got,*) return ;; esac
	printf '%s\nflux.sh %s: exit %s, not %s\n' "$said" "$*" "$got" "$want"
	inside journalctl --no-pager -q -n 30 2>/dev/null || :
	return 1
}

# summary_has KEY=N: the summary line counts so.
summary_has() {
	case " $summary " in *[!a-z]"$1"[!0-9]*) return ;; esac
	printf 'no %s in the summary: %s\n' "$1" "$summary"
	return 1
}

# remember_machine NAME: keeps its manifest, with and without times, and its runtime state, to be compared later.
remember_machine() {
	local to=${BATS_FILE_TMPDIR:?}/$MACHINE.$1
	verb snapshot "$MACHINE" --mtime >"$to.times" || return
	cut -f 1-5 "$to.times" >"$to.manifest"
	verb state "$MACHINE" >"$to.state"
}

# fails COMMAND...: succeeds if it does not, and shows what it said otherwise. `! COMMAND` in the middle of a test is nothing that `set -e` ends.
fails() {
	local output
	if output=$("$@" 2>&1); then
		printf 'it did not fail: %s\n%s\n' "$*" "$output" | head -n 30
		return 1
	fi
}

# no_output: fails if there is any, and shows the first 30 lines of it.
no_output() {
	local lines
	lines=$(cat)
	[ -n "$lines" ] || return 0
	head -n 30 <<<"$lines"
	printf '(%s lines)\n' "$(wc -l <<<"$lines")"
	return 1
}

# same_files NAME: files, links, modes, owners and contents are those remembered; shows the differences and fails if not.
same_files() {
	verb snapshot "$MACHINE" | verb manifest-diff "$BATS_FILE_TMPDIR/$MACHINE.$1.manifest" - | no_output
}

# same_times NAME: as same_files, and nothing was so much as rewritten.
same_times() {
	verb snapshot "$MACHINE" --mtime | verb manifest-diff "$BATS_FILE_TMPDIR/$MACHINE.$1.times" - | no_output
}

# same_state NAME: firewall, sockets, units, sshd, accounts, packages and sysctls are those remembered.
same_state() {
	local until_boot='^$'
	! kernel_remembers || until_boot='^(net\.netfilter\.|kernel\.unprivileged_bpf_disabled )'
	diff <(grep -vE "$until_boot" "$BATS_FILE_TMPDIR/$MACHINE.$1.state") <(verb state "$MACHINE" | grep -vE "$until_boot") | no_output
}

# kernel_remembers: a kernel of its own, and a run since it started. What that leaves in the kernel goes with the next boot only: modules
# that the firewall has loaded, with keys of theirs, and a key that nobody may loosen (the script says so).
kernel_remembers() {
	is_vm && inside test -e /run/flux.lock
}

# places ARGUMENT...: what places.mjs says about what kill-at has written.
places() {
	node "$FLUX_ROOT/bats/systems/lib/places.mjs" "$@"
}

# same_machine NAME: both, showing all the differences.
same_machine() {
	local status=0
	same_files "$1" || status=1
	same_state "$1" || status=1
	return "$status"
}

# listening UNIT PORT ADDRESS: prints shell that starts a unit which listens there, and waits until it does.
listening() {
	echo "systemd-run -q --unit=$1 python3 -m http.server --bind $3 $2; timeout 60 sh -c 'until ss -Hltn sport = :$2 | grep -q .; do sleep 0.1; done'"
}

# listener UNIT PORT ADDRESS: there is such a unit, from the time that this returns.
listener() {
	inside sh -euc "$(listening "$@")"
}

# next_place: sets place to another of the operator's addresses' last number each time: a firewall may count connections.
next_place() {
	local file=${BATS_FILE_TMPDIR:?}/place
	place=$(($(cat "$file" 2>/dev/null || echo 9) + 1))
	[ "$place" -lt 30 ] || place=10
	echo "$place" >"$file"
}

# operator_gets_in: from outside with the key, over IPv4 and IPv6, and is root by sudo without a password.
operator_gets_in() {
	local status=0 place
	next_place
	verb ssh "$MACHINE" -b "10.77.0.$place" sudo -n true || { echo 'no log-in with sudo over IPv4' && status=1; }
	verb ssh "$MACHINE" -6 -b "fd77::$place" sudo -n true || { echo 'no log-in with sudo over IPv6' && status=1; }
	return "$status"
}

# password_works [-6]: the password lets one in from outside.
password_works() {
	local from place
	next_place
	from=10.77.0.$place
	[ -z "${1:-}" ] || from=fd77::$place
	verb ssh "$MACHINE" ${1:+"$1"} -b "$from" -P "$PASSWORD" true 2>&1
}

# password_refused: over IPv4 and IPv6, by sshd's answer, not for want of a connection.
password_refused() {
	local family reply
	for family in '' -6; do
		if reply=$(password_works $family); then
			echo "the password works ${family:+over IPv6}"
			return 1
		fi
		case $reply in *'Permission denied'*) ;; *) echo "no answer: $reply" && return 1 ;; esac
	done
}

# only_ssh_open: a scan of all TCP ports, over IPv4 and IPv6, finds 22 open and no answer from the others.
only_ssh_open() {
	local family found
	for family in '' -6; do
		found=$(verb ports "$MACHINE" $family | tr '\n' ' ')
		[ "$found" = '22 open other: filtered ' ] && continue
		echo "ports ${family:-v4}: $found"
		return 1
	done
}
