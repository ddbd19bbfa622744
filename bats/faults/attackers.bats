# shellcheck shell=bats
# An account on the machine wishes it ill: links, pipes, names, permissions that make a script of root write, read or run what it must
# not. `run` applies with a limit of time: a script that hangs on a pipe is one that an attacker has stopped.
load ../lib/machine
load ../lib/workflow

setup_file() {
	require_machines
}

setup() {
	MACHINE=$(machine_name attackers)
	[ ! -e "$BATS_FILE_TMPDIR/booted" ] || return 0
	boot_machine attackers
	# Her line stands in front of the operator's: guards that look for somebody who gets in look at her first.
	inside sh -euc 'useradd -m -s /bin/bash mallory; line=$(grep ^mallory: /etc/passwd); sed -i "/^mallory:/d; /^root:/a $line" /etc/passwd'
	compile user module user --config "$(configuration)"
	compile sysctl module sysctl
	compile security workflow security
	remember_machine fresh
	touch "$BATS_FILE_TMPDIR/booted"
}

teardown() {
	[ -n "${BATS_TEST_COMPLETED:-}" ] || rm -f "$BATS_FILE_TMPDIR/booted"
}

teardown_file() {
	MACHINE=$(machine_name attackers) stop_machine
}

# configuration: prints the name of a flux.toml that makes mallory an administrator with the operator's key.
configuration() {
	local file=$BATS_FILE_TMPDIR/flux.toml
	printf '[[modules.user.admins]]\nusername = "mallory"\nssh_keys = ["%s"]\n' "$(cat "$FLUX_SYSTEMS_HOME/key.pub")" >"$file"
	echo "$file"
}

# compile NAME ARGUMENT...: what flux prints for these, as /opt/NAME.sh on the machine.
compile() {
	local name=$1
	shift
	node "$FLUX_ROOT/dist/flux.cjs" "$@" -o "$FLUX_SYSTEMS_HOME/run/$MACHINE/root/opt/$name.sh" 2>/dev/null
}

# apply NAME [STATUS,...]: applies /opt/NAME.sh in four minutes at most; its words in $said. Fails on another status (0).
apply() {
	local got=0
	said=$(inside timeout 240 sh "/opt/$1.sh" --apply </dev/null 2>&1) || got=$?
	case ,${2:-0}, in *",$got,"*) return ;; esac
	printf '%s\nexit %s\n' "$said" "$got"
	return 1
}

# taken_back NAME: what was applied is, and the machine is what it was when `planted` was called.
taken_back() {
	inside sh "/opt/$1.sh" --rollback </dev/null
	same_machine planted
}

# planted [SHELL]: runs it as root and remembers the machine.
planted() {
	inside sh -euc "$1"
	remember_machine planted
}

# cleared SHELL: takes back what was planted.
cleared() {
	inside sh -euc "$1"
	same_machine fresh
}

@test "~/.ssh is a link to root's: root's stays as it is" {
	local before
	planted 'mkdir -p -m 700 /root/.ssh; echo mine >>/root/.ssh/authorized_keys; ln -s /root/.ssh /home/mallory/.ssh'
	before=$(inside sh -c 'stat -c "%a %U" /root/.ssh; cat /root/.ssh/authorized_keys')
	apply user 1
	[ "$(inside sh -c 'stat -c "%a %U" /root/.ssh; cat /root/.ssh/authorized_keys')" = "$before" ]
	taken_back user
	rm "$BATS_FILE_TMPDIR/booted"
}

@test "authorized_keys is a link to /etc/shadow: neither read nor changed" {
	planted 'mkdir -m 700 /home/mallory/.ssh; ln -s /etc/shadow /home/mallory/.ssh/authorized_keys; chown -h mallory: /home/mallory/.ssh /home/mallory/.ssh/authorized_keys'
	apply user 0,1
	inside sh -c '[ "$(stat -c "%a %U:%G" /etc/shadow)" = "640 root:shadow" ] && grep -q "^root:" /etc/shadow'
	fails inside sh -c 'grep -q "^root:[^x]" /home/mallory/.ssh/authorized_keys && [ ! -L /home/mallory/.ssh/authorized_keys ]'
	taken_back user
	cleared 'rm -r /home/mallory/.ssh'
}

@test "authorized_keys is a hard link to a file of root's: that stays root's" {
	planted 'echo secret >/home/of-root; mkdir -m 700 /home/mallory/.ssh; ln /home/of-root /home/mallory/.ssh/authorized_keys; chown mallory: /home/mallory/.ssh'
	apply user 0,1
	inside sh -c '[ "$(cat /home/of-root)" = secret ] && [ "$(stat -c "%a %U" /home/of-root)" = "644 root" ]'
	inside sh /opt/user.sh --rollback
	inside rm -r /home/mallory/.ssh /home/of-root
	rm "$BATS_FILE_TMPDIR/booted"
}

@test "authorized_keys is a pipe that nobody writes to: refused, and nothing hangs" {
	planted 'mkdir -m 700 /home/mallory/.ssh; mkfifo /home/mallory/.ssh/authorized_keys; chown mallory: /home/mallory/.ssh /home/mallory/.ssh/authorized_keys'
	apply user 1
	taken_back user
	cleared 'rm -r /home/mallory/.ssh'
}

@test "authorized_keys is a link to /dev/zero: refused, and nothing hangs" {
	planted 'mkdir -m 700 /home/mallory/.ssh; ln -s /dev/zero /home/mallory/.ssh/authorized_keys; chown -h mallory: /home/mallory/.ssh /home/mallory/.ssh/authorized_keys'
	apply user 1
	taken_back user
	apply security 0,3
	taken_back security
	cleared 'rm -r /home/mallory/.ssh'
}

# lies_in_wait HOW: a program of mallory's does to what runs as her, until `goes_away`, what HOW says:
#   looks   stops every process of hers that it can see, writes to ~/seen what it has open and its terminal, and lets it go for two
#           milliseconds: it is to come to its end
#   stops   stops every process of hers, and leaves it so
#   holds   has who opens authorized_keys wait (a lease, fcntl(2)), takes its output too if none of hers reads that (pidfd_getfd(2): the pipe
#           is root's), and keeps it open for good; writes to ~/seen what it holds
#   swaps   (not to a process:) has authorized_keys be a file and a pipe by turns
lies_in_wait() {
	cat >"$FLUX_SYSTEMS_HOME/run/$MACHINE/root/opt/wait.py" <<'PYTHON'
import ctypes, fcntl, os, signal, sys, time
how, me, keys = sys.argv[1], os.getuid(), '/home/mallory/.ssh/'

def say(what):
    open('/home/mallory/seen', 'a').write(what + '\n')

# mine(): the numbers of mallory's other processes, and of each what it has open: number and name
def mine():
    for one in os.listdir('/proc'):
        try:
            if one.isdigit() and int(one) != os.getpid() and os.stat('/proc/' + one).st_uid == me:
                yield one, {fd: os.readlink('/proc/%s/fd/%s' % (one, fd)) for fd in os.listdir('/proc/%s/fd' % one)}
        except OSError:
            pass

def looks():
    seen = set()
    while True:
        os.kill(-1, signal.SIGSTOP)
        for one, opened in mine():
            try:
                terminal = open('/proc/%s/stat' % one).read().rsplit(')', 1)[1].split()[4]
            except (OSError, IndexError):
                continue
            what = {'terminal ' + terminal, *opened.values()}
            for new in what - seen:
                say(new)
            seen |= what
        os.kill(-1, signal.SIGCONT)
        time.sleep(0.002)

def stops():
    while True:
        os.kill(-1, signal.SIGSTOP)

def holds():
    held = {}
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGIO})
    file = os.open(keys + 'authorized_keys', os.O_RDWR)
    while True:
        try:
            fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_WRLCK)
        except BlockingIOError:
            continue
        signal.sigwait({signal.SIGIO})
        hers = list(mine())
        read = {opened['0'] for _, opened in hers if '0' in opened}
        for one, opened in hers:
            output = opened.get('1', '')
            if output.startswith('pipe:') and output not in read and output not in held:
                try:
                    held[output] = ctypes.CDLL(None).syscall(438, os.pidfd_open(int(one)), 1, 0)
                except ProcessLookupError:
                    continue
                say('%s as %d' % (output, held[output]))
        fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_UNLCK)

def swaps():
    os.mkfifo(keys + 'pipe')
    open(keys + 'file', 'w').write(open(keys + 'authorized_keys').read())
    while True:
        for name in 'file', 'pipe':
            os.link(keys + name, keys + 'next')
            os.rename(keys + 'next', keys + 'authorized_keys')

open('/home/mallory/ready', 'w')
{'looks': looks, 'stops': stops, 'holds': holds, 'swaps': swaps}[how]()
PYTHON
	inside systemd-run --quiet --unit=lies-in-wait --uid=mallory python3 /opt/wait.py "$1"
	inside sh -c 'until [ -e /home/mallory/ready ]; do sleep 0.1; done'
}
goes_away() {
	inside systemctl stop lies-in-wait 2>/dev/null || :
	cleared 'rm -rf /home/mallory/.ssh /home/mallory/ready /home/mallory/seen /opt/wait.py'
}

@test "what runs as the user has no lock, no log and no terminal of root's" {
	planted 'mkdir -m 700 /home/mallory/.ssh; ssh-keygen -q -t ed25519 -N "" -f /home/mallory/.ssh/authorized_keys
		mv /home/mallory/.ssh/authorized_keys.pub /home/mallory/.ssh/authorized_keys; chown -R mallory: /home/mallory/.ssh'
	lies_in_wait looks
	inside script -qec 'sh /opt/user.sh --apply --yes && sh /opt/user.sh --rollback && sh /opt/security.sh --dry-run --only ssh' /dev/null || [ $? -eq 2 ]
	inside cat /home/mallory/seen
	inside grep -qx /dev/null /home/mallory/seen
	inside grep -E 'flux\.lo|/dev/(pts|tty)|terminal [1-9]' /home/mallory/seen | no_output
	goes_away
}

@test "authorized_keys without an end: refused, and nothing hangs" {
	inside sh -euc 'mkdir -m 700 /home/mallory/.ssh; truncate -s 1T /home/mallory/.ssh/authorized_keys; chown -R mallory: /home/mallory/.ssh'
	apply user 1
	grep 'no file of mallory, of at most 1 MB, that mallory can read' <<<"$said"
	inside sh /opt/user.sh --rollback
	apply security
	inside sh /opt/security.sh --rollback
	inside sh -c 'yes a | head -c 20000000 >/home/mallory/.ssh/authorized_keys'
	apply security
	inside sh /opt/security.sh --rollback
	cleared 'rm -r /home/mallory/.ssh'
}

# not_held_up HOW TIMES: so many dry runs and an apply come to an end, whatever mallory does to what runs as her.
not_held_up() {
	local try
	inside sh -euc 'mkdir -m 700 /home/mallory/.ssh; echo "# none" >/home/mallory/.ssh/authorized_keys; chown -R mallory: /home/mallory/.ssh'
	lies_in_wait "$1"
	for try in $(seq "$2"); do
		inside timeout 240 sh /opt/security.sh --dry-run --only ssh </dev/null || [ $? -eq 2 ]
	done
	inside timeout 240 sh /opt/user.sh --apply </dev/null || [ $? -eq 1 ]
	inside systemctl stop lies-in-wait
	# One that ended by itself has held up nothing.
	inside sh -c '! systemctl is-failed --quiet lies-in-wait || { journalctl -q -n 20 -u lies-in-wait; exit 1; }'
	[ "$1" != holds ] || inside grep '^pipe:.* as [0-9]' /home/mallory/seen
	inside sh /opt/user.sh --rollback --force
	goes_away
}

@test "the user stops what runs as her: nothing hangs" {
	not_held_up stops 1
}

@test "the user keeps the output of what runs as her: nothing hangs" {
	not_held_up holds 1
}

@test "authorized_keys is a file and a pipe by turns: nothing hangs" {
	not_held_up swaps 5
}

@test "the state directory is writable by others: 3, and its journals are not believed" {
	local run=/var/lib/flux/runs/20260101T000000Z-1
	inside sh -euc "mkdir -p $run; chmod 777 /var/lib/flux /var/lib/flux/runs $run; printf '%s\n' file t /etc/sudoers.d/mallory '' >$run/1001
		echo 'mallory ALL=(ALL) NOPASSWD: ALL' >$run/1001.old"
	apply sysctl 3
	case $said in *'only root may write to'*) ;; *) echo "$said" && false ;; esac
	fails inside test -e /etc/sudoers.d/mallory
	inside rm -rf /var/lib/flux
	same_machine fresh
}

@test "the state directory is a link: 3" {
	inside sh -euc 'mkdir /home/mallory/state; ln -s /home/mallory/state /var/lib/flux'
	apply sysctl 3
	inside sh -c 'rm /var/lib/flux; rmdir /home/mallory/state'
	same_machine fresh
}

@test "journal, backups and log are root's alone" {
	apply security
	fails inside setpriv --reuid 65534 --regid 65534 --clear-groups sh -c 'cat /var/lib/flux/runs/*/* || ls /var/lib/flux/runs/*'
	fails inside setpriv --reuid 65534 --regid 65534 --clear-groups cat /var/log/flux.log
	[ -z "$(inside find /var/lib/flux/runs -mindepth 1 -maxdepth 1 ! -perm 700)" ]
	inside sh /opt/security.sh --rollback
	same_machine fresh
}

@test "the lock is held by a stranger: 4; the stranger is killed: 0" {
	inside systemd-run --quiet --unit=stranger flock /run/flux.lock sleep 600
	sleep 1
	apply sysctl 4
	inside sh -c "systemctl kill -s KILL stranger; sleep 1; systemctl reset-failed stranger"
	sleep 1
	apply sysctl
	inside sh /opt/sysctl.sh --rollback
	same_machine fresh
}

@test "an interface whose name is shell: nothing of it is run" {
	inside sh -euc 'ip link add "a;\$(reboot)*" type veth peer name "b\`id>p\`"'
	apply sysctl
	inside sh /opt/sysctl.sh --audit >/dev/null
	[ -z "$(inside find / /root -maxdepth 1 -name p)" ]
	inside sh /opt/sysctl.sh --rollback
	inside ip link delete 'a;$(reboot)*'
}

@test "an account whose name and home are shell: nothing of it is run" {
	inside sh -euc 'echo "x\$(id>p);y:x:4000:4000:\`id>q\`:/home/\$(id>r):/bin/bash" >>/etc/passwd'
	apply security
	[ -z "$(inside find / /root /home -maxdepth 1 '(' -name p -o -name q -o -name r ')')" ]
	inside sh /opt/security.sh --rollback
	inside sed -i '/^x\$(id/d' /etc/passwd
	same_machine fresh
}

@test "no name in /tmp, /var/tmp or /dev/shm is used" {
	fails grep -nE '/(var/)?tmp/|/dev/shm' "$FLUX_ROOT"/generated/*.sh
}

@test "hostile PATH, IFS, ENV, BASH_ENV, CDPATH, umask and limits: it applies, and nothing of theirs is run" {
	local got=0
	inside sh -euc 'mkdir -p /home/mallory/bin; printf "#!/bin/sh\ntouch /home/mallory/ran\n" >/home/mallory/bin/stat; chmod 755 /home/mallory/bin/stat
		cp /home/mallory/bin/stat /home/mallory/env; for tool in awk sed cp mv id; do cp /home/mallory/bin/stat /home/mallory/bin/$tool; done'
	inside env PATH=/home/mallory/bin:/usr/bin:/bin IFS=/ ENV=/home/mallory/env BASH_ENV=/home/mallory/env CDPATH=/home/mallory LC_ALL=tr_TR.UTF-8 \
		POSIXLY_CORRECT=1 GREP_OPTIONS=-v sh -c 'umask 0; ulimit -n 64; ulimit -c 0; exec sh /opt/sysctl.sh --apply' </dev/null || got=$?
	[ "$got" -eq 0 ]
	fails inside test -e /home/mallory/ran
	[ "$(inside stat -c %a /etc/sysctl.d/zz-flux.conf)" = 644 ]
	inside sh /opt/sysctl.sh --rollback
	cleared 'rm -r /home/mallory/bin /home/mallory/env'
}

@test "an environment that steers Python, Perl, git, apt, dpkg, tar: it applies, and nothing of it is followed" {
	planted 'mkdir -p /home/mallory/py
		echo "open(\"/root/owned\", \"w\")" >/home/mallory/py/sitecustomize.py
		echo "open(F, q(>/root/owned)); 1;" >/home/mallory/py/owned.pm
		echo "APT::Update::Pre-Invoke { \"touch /root/owned\"; };" >/home/mallory/apt.conf
		mkdir -p /home/mallory/.local/lib/python3.11/site-packages
		cp /home/mallory/py/sitecustomize.py /home/mallory/.local/lib/python3.11/site-packages/usercustomize.py'
	inside env HOME=/home/mallory PYTHONPATH=/home/mallory/py PERL5LIB=/home/mallory/py PERL5OPT=-Mowned APT_CONFIG=/home/mallory/apt.conf \
		DPKG_ROOT=/home/mallory DPKG_ADMINDIR=/home/mallory TAR_OPTIONS='--checkpoint=1 --checkpoint-action=exec=touch\ /root/owned' GIT_DIR=/home/mallory \
		sh /opt/security.sh --apply --yes </dev/null
	taken_back security
	fails inside test -e /root/owned
	cleared 'rm -r /home/mallory/py /home/mallory/.local /home/mallory/apt.conf'
}
