# shellcheck shell=sh
# Shared by every verb in bats/systems/bin: where things lie, how one gets into an instance and out of it again.
#
#   $FLUX_SYSTEMS_HOME/cache/SYSTEM-HASH/  rootfs, repo (local apt repository), sums: made once for one recipe
#   $FLUX_SYSTEMS_HOME/run/NAME/           one booted instance: a tmpfs, gone when it is stopped
#   $FLUX_SYSTEMS_HOME/key, key.pub        the operator's SSH key
set -eu
LC_ALL=C
export LC_ALL

systems_dir=$(cd "$(dirname "$0")/.." && pwd)
FLUX_SYSTEMS_HOME=${FLUX_SYSTEMS_HOME:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/flux/systems}
cache_dir=$FLUX_SYSTEMS_HOME/cache
run_dir=$FLUX_SYSTEMS_HOME/run
key_file=$FLUX_SYSTEMS_HOME/key

# The same addresses in every instance: each has an outside world, a network namespace, of its own.
admin4=10.77.0.1 admin6=fd77::1
machine4=10.77.0.2 machine6=fd77::2

# die MESSAGE...: says why on stderr and ends the verb with status 70, which no test expects from a machine.
die() {
	printf 'systems: %s\n' "$*" >&2
	exit 70
}

# note MESSAGE...: progress, on stderr unless FLUX_SYSTEMS_QUIET is set.
note() {
	[ -n "${FLUX_SYSTEMS_QUIET:-}" ] || printf 'systems: %s\n' "$*" >&2
}

# until_true TRIES COMMAND...: tries every 50 ms; fails when COMMAND failed TRIES times.
until_true() {
	ut_left=$1
	shift
	until "$@"; do
		ut_left=$((ut_left - 1))
		[ "$ut_left" -gt 0 ] || return 1
		sleep 0.05
	done
}

# start_time PID: prints when the process started; with its id this names one process for good. Fails if there is none.
start_time() {
	st_stat=$(cat "/proc/${1:-none}/stat" 2>/dev/null) || return 1
	# shellcheck disable=SC2086 # fields behind the command name
	set -- ${st_stat##*) }
	shift 19
	printf '%s\n' "$1"
}

# remember FILE PID: writes "PID START-TIME", so that no stranger with a reused id is ever ended.
remember() {
	printf '%s %s\n' "$2" "$(start_time "$2")" >"$1"
}

# living FILE: prints the remembered process's id if it is still that process and no zombie; else fails.
living() {
	[ -s "$1" ] || return 1
	read -r li_pid li_start <"$1"
	[ "$(start_time "$li_pid")" = "$li_start" ] || return 1
	case $(sed -n 's/^State:[[:space:]]*//p' "/proc/$li_pid/status" 2>/dev/null) in Z* | '') return 1 ;; esac
	printf '%s\n' "$li_pid"
}

# A system's file, bats/systems/SYSTEM.sh, may say what its operator is called, and have functions that take the place of those of the
# same name here, in lib/machine.sh and in the verbs, which are for Debian. docs/testing.md lists them.
operator=debian

# without THING: prints why this system has no THING, and fails if it has it. THING: apt, cloud-init, pam, systemd, a program.
without() {
	return 1
}

# of_its_kind: what $dir's system does otherwise than Debian in a container.
of_its_kind() {
	# shellcheck source=../lib/vm.sh
	[ ! -e "$dir/disk.qcow2" ] || . "$systems_dir/lib/vm.sh"
	# shellcheck source=../lib/engine.sh
	[ ! -s "$dir/engine" ] || . "$systems_dir/lib/engine.sh"
	[ -s "$dir/system" ] || return 0
	read -r oi_system <"$dir/system"
	# shellcheck disable=SC2034 # for the recipe in the same file
	cloud_packages=''
	# shellcheck source=/dev/null
	[ ! -f "$systems_dir/$oi_system.sh" ] || . "$systems_dir/$oi_system.sh"
}

# instance NAME: sets name, dir, netns and leader (the id of its init or qemu, empty when it is down); dies if there is none.
instance() {
	name=$1 dir=$run_dir/$1 netns=flux-$1
	[ -d "$dir/root" ] || [ -e "$dir/disk.qcow2" ] || [ -s "$dir/engine" ] || die "no instance '$1' (there are: $(cd "$run_dir" 2>/dev/null && echo *))"
	leader=$(living "$dir/leader") || leader=
	of_its_kind
}

# containers_only VERB: dies if the instance is a virtual machine.
containers_only() {
	[ -z "${vm:-}" ] || die "$1 works in containers only; $name is a virtual machine, for which there is cut-when"
}

# outside COMMAND...: runs it on this machine, but in the network outside the instance, where operator and attacker are.
outside() {
	nsenter --net="/run/netns/$netns" -- "$@"
}

# bounding_set: prints the capabilities of the container's init as setpriv wants them. Without it a process sent inside
# would keep every capability of this machine's root: `date -s` in the container would set this machine's clock.
bounding_set() {
	[ -n "$leader" ] || die "$name is not running"
	bs_mask=$(sed -n 's/^CapBnd:[[:space:]]*//p' "/proc/$leader/status")
	bs_mask=$((0x$bs_mask)) bs_bit=0 bs_list=-all
	while [ "$bs_bit" -lt 64 ] && [ $((bs_mask >> bs_bit)) -ne 0 ]; do
		[ $(((bs_mask >> bs_bit) & 1)) -eq 0 ] || bs_list=$bs_list,+cap_$bs_bit
		bs_bit=$((bs_bit + 1))
	done
	printf '%s\n' "$bs_list"
}

# enter COMMAND...: becomes that command, as root in the container: its namespaces, capabilities and root directory, a
# clean environment.
enter() {
	en_caps=$(bounding_set) || exit
	exec setpriv --bounding-set="$en_caps" --inh-caps=-all -- \
		nsenter -t "$leader" -m -u -i -n -p -C -r -w -- \
		env -i HOME=/root USER=root TERM=dumb PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@"
}

# inside COMMAND...: runs it there; its status.
inside() {
	(enter "$@")
}

# seconds_since NANOSECONDS: prints the seconds since then with one decimal. now: prints the nanoseconds to give it.
seconds_since() {
	ss_tenths=$((($(date +%s%N) - $1) / 100000000))
	printf '%s.%s\n' $((ss_tenths / 10)) $((ss_tenths % 10))
}
now() {
	date +%s%N
}
