# What the suites share that try to lock the operator out: one machine a suite, brought into a bad state, judged from
# outside, and put back. A test that failed, or that says so, gets the next one a fresh machine.

# lockout_setup PREFIX [PACKAGE...]: boots $MACHINE if there is none to go on with, installs the packages, so that not every run has to, and
# puts the script under test on it.
lockout_setup() {
	export FLUX_SYSTEMS_OWNER=${FLUX_SYSTEMS_OWNER:-$BATS_ROOT_PID}
	MACHINE=$(machine_name "$1")
	if [ -e "$BATS_FILE_TMPDIR/booted" ]; then
		use_script
		return
	fi
	boot_machine "$1" || return
	shift
	# fail2ban does not start as it is packaged, and what failed by itself is no state that a rollback gives back.
	[ $# -eq 0 ] || inside sh -euc 'apt-get -q update; DEBIAN_FRONTEND=noninteractive apt-get -qy --no-install-recommends install "$@"
		systemctl disable --now fail2ban
		systemctl reset-failed' sh "$@" >/dev/null 2>&1 || return
	touch "$BATS_FILE_TMPDIR/booted"
}

# lockout_teardown: after a failure the machine is not to be trusted.
lockout_teardown() {
	[ -n "${BATS_TEST_COMPLETED:-}" ] || used_up
}

# used_up: the next test boots a machine of its own.
used_up() {
	rm -f "$BATS_FILE_TMPDIR/booted"
}

# use_script [OPTION...]: puts the workflow `security` on the machine, compiled with these options of `flux workflow`;
# without any, the script under test.
use_script() {
	local script=$FLUX_SCRIPT
	if [ $# -gt 0 ]; then
		script=$BATS_TEST_TMPDIR/security.sh
		(cd "$FLUX_ROOT" && node dist/flux.cjs workflow security "$@" -o "$script" 2>&1) || return
	fi
	install -m 755 "$script" "$FLUX_SYSTEMS_HOME/run/$MACHINE/root/opt/flux.sh"
}

# arrange [SHELL]: keeps what log-ins depend on, runs SHELL (or standard input) as root, and remembers the state as "bad".
arrange() {
	inside tar -C / -cpf /var/tmp/kept.tar etc/ssh etc/sudoers etc/sudoers.d etc/passwd etc/shadow etc/group etc/gshadow home root/.ssh || return
	if [ $# -gt 0 ]; then inside sh -euc "$1"; else inside sh -eus; fi >"$BATS_TEST_TMPDIR/arrange" 2>&1 ||
		{ tail -n 20 "$BATS_TEST_TMPDIR/arrange" && return 1; }
	remember_machine bad
}

# put_back: what `arrange` kept.
put_back() {
	inside sh -ec '
		cd /
		rm -rf etc/ssh etc/sudoers.d home/debian root/.ssh
		tar -xpf /var/tmp/kept.tar
		systemctl reload ssh'
}

# clear_words [PATTERN]: the script said in its own words what was wrong, the shell had nothing to add, and PATTERN is in it.
clear_words() {
	grep -E '^(flux: |failed |refused )' <<<"$said" | grep -qiE "${1:-.}" ||
		{ printf 'no clear line about %s in:\n%s\n' "${1:-it}" "$said" && return 1; }
	if grep -E '(^|/)flux\.sh: ([0-9]+|line [0-9]+): ' <<<"$said"; then return 1; fi
}

# way_in key|root|toor|root-password|password|none: how the operator gets in now, over IPv4 and IPv6. `key-sudo-password`: by key, then sudo asks.
way_in() {
	local place
	case $1 in
	key) operator_gets_in ;;
	password) password_works && password_works -6 ;;
	root | toor)
		next_place
		verb ssh "$MACHINE" -u "$1" -b "10.77.0.$place" true || { echo "$1: no log-in over IPv4" && return 1; }
		verb ssh "$MACHINE" -6 -u "$1" -b "fd77::$place" true || { echo "$1: no log-in over IPv6" && return 1; }
		;;
	root-password)
		next_place
		verb ssh "$MACHINE" -u root -b "10.77.0.$place" -P "$PASSWORD" true || { echo 'root: no log-in with the password' && return 1; }
		;;
	key-sudo-password)
		next_place
		verb ssh "$MACHINE" -b "10.77.0.$place" "echo $PASSWORD | sudo -S true" &&
			verb ssh "$MACHINE" -6 -b "fd77::$place" "echo $PASSWORD | sudo -S true"
		;;
	none) ;;
	esac
}

# refuses STATUS WAY PATTERN SHELL: in the state that SHELL makes, apply says STATUS, in words that match PATTERN, and changes
# nothing (3), or takes back what it did to sshd (1) and the rest by --rollback; the operator still gets in by WAY all along.
# Any WAY but `key` means that the key alone was of no use before either.
refuses() {
	arrange "$4"
	[ "$2" = key ] || ! operator_gets_in >/dev/null 2>&1 || { echo 'this state is not what it says: the key lets one in' && return 1; }
	way_in "$2"
	flux_is "$1" --apply
	clear_words "$3"
	way_in "$2"
	case $summary in
	*'exit 1 '*)
		same_sshd
		flux_is 0 --rollback
		;;
	esac
	same_machine bad
	way_in "$2"
	put_back
}

# same_sshd: files and effective settings of sshd are those of "bad".
same_sshd() {
	local bad=$BATS_FILE_TMPDIR/$MACHINE.bad
	verb snapshot "$MACHINE" | grep '^/etc/ssh' | verb manifest-diff <(grep '^/etc/ssh' "$bad.manifest") - | no_output
	diff <(sed -n '/^## sshd/,/^## accounts/p' "$bad.state") <(verb state "$MACHINE" | sed -n '/^## sshd/,/^## accounts/p') | no_output
}

# hardens WAY SHELL: in the state that SHELL makes, apply works, WAY leads in from outside, a password does not, apply
# again has nothing to do, and rollback gives the state back.
hardens() {
	arrange "$2"
	flux_is 0 --apply
	way_in "$1"
	password_refused
	flux_is 0 --apply
	summary_has changed=0
	flux_is 0 --rollback
	same_machine bad
	put_back
}
