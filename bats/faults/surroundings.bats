# shellcheck shell=bats
# What the script needs is not there: space, a file system that can be written, a tool, packages. It says so and ends, with nothing
# changed or all of it undone; or it can do without, and ends well.
#   FLUX_POINTS  if it is set, at all levels and tools, and in `complete` too (all but netdata); else at a sample of them in `security`
load ../lib/machine
load ../lib/workflow
load ../lib/faults

# packages_of WORKFLOW: prints those that it installs.
packages_of() {
	echo ufw fail2ban python3-systemd
	[ "$1" = security ] || echo libpam-pwquality zsh git
}

setup_file() {
	require_machines
}

setup() {
	WORKFLOW=${BATS_TEST_DESCRIPTION%%:*} FAULT=${BATS_TEST_DESCRIPTION#*: }
	FAULT=${FAULT%%,*}
	case $FAULT in
	# shellcheck disable=SC2046 # a list of names
	*'the packages are there'*) faults_machine "$WORKFLOW" $(packages_of "$WORKFLOW") ;;
	*) faults_machine "$WORKFLOW" ;;
	esac
}

teardown() {
	faults_teardown
}

teardown_file() {
	local name
	for name in security security-stocked complete complete-stocked; do MACHINE=$(machine_name "$(suite_name)-$name") stop_machine; done
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
	case $1 in awk | cmp | flock | grep | readlink | sed | stat | tr | uname) [ "$got" -eq 3 ] ;; esac
	judged
}

no_packages() {
	verb fault "$MACHINE" apt-down
	run_with verb fault "$MACHINE" apt-up
	judged
}

levels='0 300 20000' tools='awk systemctl sshd' later_tools='tr grep' directories='/etc /var/lib' workflows=security
if [ -n "${FLUX_POINTS:-}" ]; then
	levels='0 16 64 100 200 300 500 1000 2000 5000 10000 20000 40000 80000'
	tools='apt-get awk cat chmod chown cmp cp cut date diff dpkg-query fail2ban-client fail2ban-server find getent grep head id install iptables
		kill ln logger ls mkdir modprobe mv nft ps readlink rm rmdir sed setpriv setsid sha256sum sleep sort ss ssh-keygen sshd stat sudo sync
		sysctl systemctl systemd-run tail tee tr ufw uname xargs'
	later_tools=$tools
	directories='/etc /etc/ssh /etc/sysctl.d /var/lib /var/log /usr'
	workflows='security complete'
fi
for workflow in $workflows; do
	if [ "$workflow" = complete ]; then
		later_tools="$tools apt-mark chage chpasswd dpkg flock git groupadd groupdel hostname hostnamectl ip pam-auth-update passwd true unattended-upgrades
			useradd userdel usermod visudo zsh"
		tools=$later_tools directories="$directories /home /etc/sudoers.d /etc/pam.d /usr/local"
	fi
	for level in $levels; do
		bats_test_function --description "$workflow: full disk, $level KB left" -- full "$level" "$workflow"
	done
	for directory in $directories; do
		bats_test_function --description "$workflow: read-only, $directory" -- readonly_directory "$directory" "$workflow"
	done
	# The last arguments only keep bats from taking two tests for the same.
	for tool in $tools; do
		bats_test_function --description "$workflow: missing tool, $tool" -- hidden "$tool" "$workflow"
	done
	# Where there is nothing to install, the run comes further.
	for tool in $later_tools; do
		bats_test_function --description "$workflow: missing tool and the packages are there, $tool" -- hidden "$tool" "$workflow" there
	done
	bats_test_function --description "$workflow: no packages, the repository is gone" -- no_packages "$workflow"
done
