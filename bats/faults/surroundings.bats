# shellcheck shell=bats
# What the script needs is not there: space, a file system that can be written, a tool, packages. It says so and ends, with nothing
# changed or all of it undone; or it can do without, and ends well.
#   FLUX_POINTS  at all levels and tools if it is set, else at a sample of them
load ../lib/machine
load ../lib/workflow
load ../lib/faults

WORKFLOW=security

setup_file() {
	require_machines
}

setup() {
	FAULT=${BATS_TEST_DESCRIPTION#*: }
	FAULT=${FAULT%%,*}
	case $FAULT in
	*'the packages are there'*) faults_machine "$WORKFLOW" ufw fail2ban python3-systemd ;;
	*) faults_machine "$WORKFLOW" ;;
	esac
}

teardown() {
	faults_teardown
}

teardown_file() {
	for name in "$WORKFLOW" "$WORKFLOW-stocked"; do MACHINE=$(machine_name "$(suite_name)-$name") stop_machine; done
}

# run_with UNDO...: applies, then takes the fault back by that command; the status in $got.
run_with() {
	got=0
	said=$(flux --apply 2>&1) || got=$?
	"$@"
}

# judged: the run ended well, or refused, or undid the module that failed, and the modules before it are taken back by a rollback, if there are
# any; or it said 5, for it could not undo all, and now a rollback can.
judged() {
	echo "$said" | tail -n 5
	case $got in
	0) rollback_recovers ;;
	1)
		if ! same_files fresh >/dev/null; then
			rollback_recovers
		elif same_state fresh >/dev/null; then
			nothing_left undone
		else
			# what dpkg could not do, such as triggers with /usr read-only, it does at the next run
			next_run_recovers
		fi
		;;
	3) nothing_left refused ;;
	5) rollback_recovers ;;
	*) echo "exit $got" && return 1 ;;
	esac
}

full() {
	verb fault "$MACHINE" fill "$1"
	run_with verb fault "$MACHINE" unfill
	judged
}

readonly_directory() {
	verb fault "$MACHINE" ro "$1"
	run_with verb fault "$MACHINE" rw "$1"
	judged
}

hidden() {
	inside sh -c 'command -v "$1"' sh "$1" >/dev/null || skip "$FLUX_SYSTEM has no $1"
	verb fault "$MACHINE" hide "$1"
	run_with verb fault "$MACHINE" unhide
	judged
}

no_packages() {
	verb fault "$MACHINE" apt-down
	run_with verb fault "$MACHINE" apt-up
	judged
}

levels='0 300 20000' tools='awk systemctl sshd' later_tools='tr grep' directories='/etc /var/lib'
if [ -n "${FLUX_POINTS:-}" ]; then
	levels='0 16 64 100 200 300 500 1000 2000 5000 10000 20000 40000 80000'
	tools='apt-get awk cat chmod chown cmp cp cut date diff dpkg-query fail2ban-client fail2ban-server find getent grep head id install iptables
		kill ln logger ls mkdir modprobe mv nft ps readlink rm rmdir sed setpriv setsid sha256sum sleep sort ss ssh-keygen sshd stat sudo sync
		sysctl systemctl systemd-run tail tee tr ufw uname xargs'
	later_tools=$tools
	directories='/etc /etc/ssh /etc/sysctl.d /var/lib /var/log /usr'
fi
for level in $levels; do
	bats_test_function --description "security: full disk, $level KB left" -- full "$level"
done
for directory in $directories; do
	bats_test_function --description "security: read-only, $directory" -- readonly_directory "$directory"
done
for tool in $tools; do
	bats_test_function --description "security: missing tool, $tool" -- hidden "$tool"
done
# Where there is nothing to install, the run comes further.
for tool in $later_tools; do
	# The last argument only keeps bats from taking two tests for the same.
	bats_test_function --description "security: missing tool and the packages are there, $tool" -- hidden "$tool" there
done
bats_test_function --description 'security: no packages, the repository is gone' -- no_packages
