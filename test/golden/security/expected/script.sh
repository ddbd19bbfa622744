#!/bin/sh
# shellcheck shell=sh disable=SC2250,SC2317,SC2312,SC2016,SC2249
# SC2250: braces only where they are needed, for user data has to be small
# SC2317: steps and undo functions are called by names from the index and the journal
# SC2312: where a command substitution may fail, its empty output is the answer
# SC2016: what stands in single quotes is data and is not to be expanded
# SC2249: a case without a default does nothing by default
# security.sh: made by flux from settings with sha256 c2aab8453a550f78d9d8e653c44cd40ee182a8129acc7154883c142da7209f8b
# It changes what the index names, can take it back, and needs root. Do not edit: edit flux.toml and build again.
# One command, from here to the last line: a script that was cut off on its way runs nothing.
{
flux_usage() {
	cat <<'FLUX'
Usage: sh security.sh [MODE] [OPTION...]
Modes: --apply (default; on a terminal it asks once) --dry-run --audit --list --help --version
  --rollback [RUN]  take back the newest run, or all back to RUN of --history
  --confirm         keep what --confirm-timeout would take back
Options: --diff --yes --ask-each --only MODULE,... --skip MODULE,...
  --confirm-timeout SECONDS   take the run back unless --confirm comes in time
  --on-failure rollback|stop|continue   --force (rollback over later edits)
  --log-format text|json --log-level error|warn|info|debug --log-file FILE --no-color
Exit: 0 done  1 failed and undone  2 --dry-run, --audit: differs  3 precondition
  4 another run  5 failed, undone in part  64 usage  143 rollback interrupted
FLUX
}

# Index, in the order of the run: id | controls | risk | undo | touches
index='
firewall.alone | CIS 4.1.1 | none | none | -
firewall.sshd | - | none | none | -
ssh.accepted | - | none | none | -
ssh.key | - | none | none | -
ssh.port-kept | - | none | none | -
sysctl.reverse-path | - | none | none | -
packages.install | - | none | inverse | ufw fail2ban python3-systemd
firewall.policy | CIS 4.2.1 4.2.3 4.2.7, NIST SC-7 | service | restore | /etc/default/ufw
firewall.rules | CIS 4.2.1 4.2.3 4.2.4 4.2.7, NIST SC-7 | lockout | inverse | /etc/ufw
firewall.service | CIS 4.2.1 4.2.3 4.2.7, NIST SC-7 | lockout | inverse | ufw
ssh.banner | CIS 1.6.3 5.1.5, NIST AC-8(a) | none | restore | /etc/issue.net
ssh.include | - | lockout | restore | /etc/ssh/sshd_config
ssh.drop-in | CIS 1.6.3 5.1.5 5.1.6 5.1.7 5.1.8 5.1.9 5.1.10 5.1.11 5.1.12 5.1.13 5.1.14 5.1.15 5.1.16 5.1.17 5.1.18 5.1.19 5.1.21, NIST AC-2(5) AC-3 AC-8(a) AC-12 AC-17 AC-17(2) AC-17(a) CM-6(b) CM-7(a) IA-2 SC-10 | lockout | restore | /etc/ssh/sshd_config.d/00-flux.conf
ssh.root | CIS 5.1.20, NIST AC-6(2) AC-17(a) IA-2 | lockout | restore | /etc/ssh/sshd_config.d/00-flux-root.conf
ssh.permissions | CIS 5.1.1 5.1.2, NIST AC-6(1) AC-17(a) | none | restore | /etc/ssh/sshd_config /etc/ssh/sshd_config.d/*.conf /etc/ssh/ssh_host_*_key
ssh.effective | - | none | none | -
ssh.reload | - | lockout | inverse | ssh
ssh.jail | NIST AC-7 | service | restore | /etc/fail2ban/jail.d/flux.local
ssh.fail2ban | NIST AC-7 | service | inverse | fail2ban
sysctl.parameters | CIS 1.5.1 1.5.2 1.5.3 3.3.2 3.3.3 3.3.4 3.3.5 3.3.6 3.3.7 3.3.8 3.3.9 3.3.10, NIST AC-6 AC-6(1) SC-5(1) SC-5(3)(a) SC-7(10) SC-7(a) SC-30 SC-30(2) SI-11(a), ANSSI R9 R12 R14 | service | inverse | /etc/sysctl.d/zz-flux.conf
sysctl.core-limit | CIS 1.5.3, NIST SI-11(a) | none | restore | /etc/security/limits.d/flux.conf
sysctl.core-storage | CIS 1.5.3, NIST SI-11(a) | none | restore | /etc/systemd/coredump.conf.d/flux.conf
sysctl.modules | CIS 1.1.1.1 1.1.1.2 1.1.1.3 1.1.1.4 1.1.1.5 1.1.1.8 1.1.1.9 3.2.1 3.2.2 3.2.3 3.2.4, NIST CM-7(a) | none | restore | /etc/modprobe.d/flux.conf
'

set -u
umask 022
export LC_ALL=C HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1
unset NOTIFY_SOCKET BASH_ENV TAR_OPTIONS APT_CONFIG DPKG_ROOT DPKG_ADMINDIR PYTHONPATH PYTHONHOME PERL5LIB PERL5OPT

workflow=security settings=c2aab8453a550f78d9d8e653c44cd40ee182a8129acc7154883c142da7209f8b
modules='firewall ssh sysctl'
targets='debian:11 debian:12 debian:13 debian:sid ubuntu:20.04 ubuntu:22.04 ubuntu:24.04'
state=/var/lib/flux log=${FLUX_LOG_FILE:-/var/log/flux.log} format=${FLUX_LOG_FORMAT:-text} level=${FLUX_LOG_LEVEL:-info}
mode='' target='' only='' skip='' diff='' yes='' each='' force='' timeout=0 on_failure=rollback
run='' record='' count=1000 id='' row='' module='' unit='' due=' ' status='' note='' text='' out='' stats=''
code=0 system='' completed=0 changed=0 differs=0 failed=0 skipped=0
nl='
' ifs=$IFS

# ---- firewall ----

# firewall.alone: Require that no other firewall runs
# why: two that do not know each other leave holes or close the way in
# risk: none; undo: none; CIS 4.1.1
firewall_alone() {
	flux_sole firewalld nftables netfilter-persistent
}

# firewall.sshd: Require an sshd that works, and learn its port
# why: the port that is opened first is the one that sshd really has
# risk: none; undo: none
firewall_sshd() {
	flux_sshd
}

# firewall.policy: Deny what no rule allows, for IPv6 too, and leave the kernel's parameters alone
# why: ufw would reset log_martians and others at every start
# risk: service; undo: restore; CIS 4.2.1 4.2.3 4.2.7, NIST SC-7
firewall_policy() {
	unit='ufw ufw'
	flux_setting /etc/default/ufw <<'FLUX'
IPV6=yes
DEFAULT_INPUT_POLICY="DROP"
DEFAULT_OUTPUT_POLICY="ACCEPT"
DEFAULT_FORWARD_POLICY="DROP"
IPT_SYSCTL=
FLUX
}

# firewall.rules: Allow SSH and what else is asked for, then turn ufw on
# why: a service that listens by accident is not reachable by accident
# risk: lockout; undo: inverse; CIS 4.2.1 4.2.3 4.2.4 4.2.7, NIST SC-7
firewall_rules() {
	flux_ufw <<'FLUX'
limit sshd/tcp comment 'flux: ssh'
FLUX
}

# firewall.service: Have systemd turn ufw on at every boot
# why: rules that are gone after a reboot protect nobody
# risk: lockout; undo: inverse; CIS 4.2.1 4.2.3 4.2.7, NIST SC-7
firewall_service() {
	flux_service ufw
}

# ---- ssh ----

# ssh.accepted: Require that sshd accepts its configuration, and that a reload leaves it where it listens
# why: what is broken before is not this run's to break further, and a reload would kill it
# risk: none; undo: none
ssh_accepted() {
	flux_sshd_stays
}

# ssh.key: Require an administrator with a usable key
# why: passwords go off below: without a key nobody could log in again
# risk: none; undo: none
ssh_key() {
	flux_admin '' ''
}

# ssh.port-kept: Require that no earlier run moved sshd to the port that it has
# why: flux.toml names no port now: the line of that run would go, and with it the port that is open
# risk: none; undo: none
ssh_port_kept() {
	flux_port_kept /etc/ssh/sshd_config.d/00-flux.conf
}

# ssh.banner: Write the notice shown before log-in
# why: in court an intruder was told; it says nothing of the system
# risk: none; undo: restore; CIS 1.6.3 5.1.5, NIST AC-8(a)
ssh_banner() {
	flux_file /etc/issue.net 644 root:root <<'FLUX'
Authorized users only. Activity may be monitored and reported.
FLUX
}

# ssh.include: Make sshd read its drop-ins first
# why: sshd takes the first value of a keyword; without this line the drop-ins say nothing
# risk: lockout; undo: restore
ssh_include() {
	unit='reload ssh'
	flux_block /etc/ssh/sshd_config '^[[:space:]]*Include[[:space:]].*/sshd_config\.d/\*\.conf' <<'FLUX'
Include /etc/ssh/sshd_config.d/*.conf
FLUX
}

# ssh.drop-in: Harden sshd by a drop-in that comes before all others
# why: the vendor's file stays the vendor's, and cloud-init's drop-in cannot turn passwords on again
# risk: lockout; undo: restore; CIS 1.6.3 5.1.5 5.1.6 5.1.7 5.1.8 5.1.9 5.1.10 5.1.11 5.1.12 5.1.13 5.1.14 5.1.15 5.1.16 5.1.17 5.1.18 5.1.19 5.1.21, NIST AC-2(5) AC-3 AC-8(a) AC-12 AC-17 AC-17(2) AC-17(a) CM-6(b) CM-7(a) IA-2 SC-10
ssh_drop_in() {
	unit='reload ssh'
	flux_file /etc/ssh/sshd_config.d/00-flux.conf 600 root:root 'sshd -t -f' <<'FLUX'
KexAlgorithms -ecdh-sha2-*,diffie-hellman-group14-*,diffie-hellman-group-exchange-*
MACs -hmac-sha1*,umac-64*,umac-128@openssh.com,hmac-sha2-256,hmac-sha2-512
PubkeyAuthentication yes
PasswordAuthentication no
KbdInteractiveAuthentication no
ChallengeResponseAuthentication no
PermitEmptyPasswords no
HostbasedAuthentication no
IgnoreRhosts yes
GSSAPIAuthentication no
PermitUserEnvironment no
MaxAuthTries 4
MaxSessions 10
MaxStartups 10:30:60
LoginGraceTime 60
ClientAliveInterval 300
ClientAliveCountMax 3
LogLevel VERBOSE
X11Forwarding no
Banner /etc/issue.net
FLUX
}

# ssh.root: Keep root from logging in, or from doing so without a key where only root has one
# why: root is the one name every attacker knows; sudo leaves a trace of who did what
# risk: lockout; undo: restore; CIS 5.1.20, NIST AC-6(2) AC-17(a) IA-2
ssh_root() {
	unit='reload ssh'
	flux_root_login /etc/ssh/sshd_config.d/00-flux-root.conf
}

# ssh.permissions: Let only root read and write what sshd trusts
# why: who writes sshd's configuration owns the machine; who reads a host key can pretend to be it
# risk: none; undo: restore; CIS 5.1.1 5.1.2, NIST AC-6(1) AC-17(a)
ssh_permissions() {
	flux_mode 600 root:root /etc/ssh/sshd_config /etc/ssh/sshd_config.d/*.conf /etc/ssh/ssh_host_*_key
}

# ssh.effective: Require that sshd's whole configuration amounts to the drop-ins
# why: an earlier file or a Match block could undo them; sshd -t would be content
# risk: none; undo: none
ssh_effective() {
	flux_effective /etc/ssh/sshd_config.d/00-flux.conf /etc/ssh/sshd_config.d/00-flux-root.conf
}

# ssh.reload: Reload sshd, and see that it listens
# why: open sessions stay; a reload that ends sshd is noticed while they stand, and taken back
# risk: lockout; undo: inverse
ssh_reload() {
	flux_reload ssh flux_listens
}

# ssh.jail: Ban addresses that keep failing to log in
# why: takes the guessers off the log and the CPU; it reads the journal, for Debian 12 has no auth.log
# risk: service; undo: restore; NIST AC-7
ssh_jail() {
	unit='restart fail2ban'
	flux_file /etc/fail2ban/jail.d/flux.local 644 root:root <<'FLUX'
[sshd]
enabled = true
backend = systemd
banaction = iptables-allports
maxretry = 5
findtime = 600
bantime = 600
FLUX
}

# ssh.fail2ban: Run fail2ban with this jail, now and at boot
# why: a jail bans nobody unless the service runs
# risk: service; undo: inverse; NIST AC-7
ssh_fail2ban() {
	flux_service fail2ban flux_spare
}

# ---- sysctl ----

# sysctl.reverse-path: Require that who is logged in is answered by the interface that they came in by
# why: a strict rp_filter drops what comes in where the answer does not leave
# risk: none; undo: none
sysctl_reverse_path() {
	flux_answers
}

# sysctl.parameters: Set kernel parameters, now and at every boot
# why: each closes a known way in; what this kernel lacks is skipped and named
# risk: service; undo: inverse; CIS 1.5.1 1.5.2 1.5.3 3.3.2 3.3.3 3.3.4 3.3.5 3.3.6 3.3.7 3.3.8 3.3.9 3.3.10, NIST AC-6 AC-6(1) SC-5(1) SC-5(3)(a) SC-7(10) SC-7(a) SC-30 SC-30(2) SI-11(a), ANSSI R9 R12 R14
sysctl_parameters() {
	flux_sysctl /etc/sysctl.d/zz-flux.conf <<'FLUX'
kernel.randomize_va_space = 2
kernel.yama.ptrace_scope = 1
fs.suid_dumpable = 0
kernel.kptr_restrict = 2
kernel.dmesg_restrict = 1
kernel.unprivileged_bpf_disabled = 1
net.core.bpf_jit_harden = 2
kernel.perf_event_paranoid = 3
fs.protected_hardlinks = 1
fs.protected_symlinks = 1
fs.protected_fifos = 2
fs.protected_regular = 2
kernel.sysrq = 0
net.ipv4.conf.all.send_redirects = 0
net.ipv4.conf.default.send_redirects = 0
net.ipv4.conf.*.send_redirects = 0
net.ipv4.conf.all.accept_redirects = 0
net.ipv4.conf.default.accept_redirects = 0
net.ipv4.conf.*.accept_redirects = 0
net.ipv4.conf.all.secure_redirects = 0
net.ipv4.conf.default.secure_redirects = 0
net.ipv4.conf.*.secure_redirects = 0
net.ipv6.conf.all.accept_redirects = 0
net.ipv6.conf.default.accept_redirects = 0
net.ipv6.conf.*.accept_redirects = 0
net.ipv4.conf.all.accept_source_route = 0
net.ipv4.conf.default.accept_source_route = 0
net.ipv4.conf.*.accept_source_route = 0
net.ipv6.conf.all.accept_source_route = 0
net.ipv6.conf.default.accept_source_route = 0
net.ipv6.conf.*.accept_source_route = 0
net.ipv4.conf.all.rp_filter = 1
net.ipv4.conf.default.rp_filter = 1
net.ipv4.conf.*.rp_filter = 1
net.ipv4.conf.all.log_martians = 1
net.ipv4.conf.default.log_martians = 1
net.ipv4.conf.*.log_martians = 1
net.ipv4.tcp_syncookies = 1
net.ipv4.icmp_echo_ignore_broadcasts = 1
net.ipv4.icmp_ignore_bogus_error_responses = 1
net.ipv4.tcp_rfc1337 = 1
FLUX
}

# sysctl.core-limit: Limit core dumps to nothing
# why: a core dump has passwords and keys in it
# risk: none; undo: restore; CIS 1.5.3, NIST SI-11(a)
sysctl_core_limit() {
	flux_file /etc/security/limits.d/flux.conf 644 root:root <<'FLUX'
* hard core 0
FLUX
}

# sysctl.core-storage: Store no core dumps of services
# why: a core dump has passwords and keys in it
# risk: none; undo: restore; CIS 1.5.3, NIST SI-11(a)
sysctl_core_storage() {
	flux_file /etc/systemd/coredump.conf.d/flux.conf 644 root:root <<'FLUX'
[Coredump]
Storage=none
ProcessSizeMax=0
FLUX
}

# sysctl.modules: Keep file systems and protocols that no server needs from being loaded
# why: old code that any user can have the kernel load; vfat, overlay and squashfs stay: EFI, containers, snaps
# risk: none; undo: restore; CIS 1.1.1.1 1.1.1.2 1.1.1.3 1.1.1.4 1.1.1.5 1.1.1.8 1.1.1.9 3.2.1 3.2.2 3.2.3 3.2.4, NIST CM-7(a)
sysctl_modules() {
	flux_modules /etc/modprobe.d/flux.conf cramfs freevxfs hfs hfsplus jffs2 usb-storage udf dccp rds sctp tipc
}

# ---- packages ----

# packages.install: Install what the other steps need
# why: one transaction, which removes nothing
# risk: none; undo: inverse
packages_install() {
	flux_packages firewall:ufw ssh:fail2ban ssh:python3-systemd
}

# ---- runtime, the same in every script that needs it: sha256 64539453a942562103319f158243ed41d78b01e46ffc60d0717909fb4f31b572 ----
# flux_user_does COMMAND...: runs it as $_user, with no more rights than it has, on standard input and output
# shellcheck disable=SC2016 # for the inner shell
flux_user_does() {
	case $system in
	alpine:*) set -- su -s /bin/sh -c 'exec "$@"' -- "$_user" sh "$@" ;;
	*) set -- setpriv --reuid "$_user" --regid "$_gid" --init-groups "$@" ;;
	esac
	timeout -k 1 10 setsid "$@" 2>/dev/null 3>&- 9>&-
}

# flux_as_user COMMAND...: the same, without input and output
flux_as_user() {
	flux_user_does "$@" </dev/null >/dev/null
}

# flux_user_reads SIZE FILE: prints the first SIZE bytes that $_user can read there
flux_user_reads() {
	flux_user_does head -c "$1" "$2" </dev/null | timeout 15 cat 9>&-
}

# flux_refuse TEXT: a guard does not hold; nothing after it may run
flux_refuse() {
	status=refused note=$1
	return 1
}

# flux_try COMMAND...: runs it quietly; if it fails its last line joins $note
flux_try() {
	out=$("$@" 2>&1 </dev/null 9>&-) && return
	note="$note: $1 failed: ${out##*"$nl"}"
	return 1
}

sshd='' said='' ports='' sockets=''

# flux_sshd: sshd accepts its configuration; sets $ports to what it listens on
flux_sshd() {
	[ -z "$ports" ] || return 0
	[ -d /run/sshd ] || mkdir /run/sshd
	flux_ask_sshd -T || flux_refuse "sshd rejects its configuration: ${out%%"$nl"*}" || return
	sockets=''
	if systemctl -q is-active ssh.socket 2>/dev/null; then
		said=$(systemctl show -P Listen ssh.socket)
	else
		sockets=$(ss -Hltnpe 2>/dev/null | awk '/"sshd"/ && !/ uid:/ && $4 !~ /^(127\.|\[::1])/ { print $4 }')
		flux_sshd_says listenaddress
		said="$said $sockets"
	fi
	for _port in $said; do
		_port=${_port##*:}
		case " $ports$_port" in *[!0-9\ ]* | *' ') ;; *" $_port "*) ;; *) ports="$ports$_port " ;; esac
	done
}

# flux_ask_sshd -T [OPTION...]: sets $sshd to what sshd makes of its configuration
flux_ask_sshd() {
	flux_try sshd "$@" || return
	case $nl$out in *"${nl}port "*) ;; *) out=$(echo "$out" | awk '{ $1 = tolower($1) } 1') ;; esac
	sshd=$nl$out$nl
}

# flux_sshd_says KEYWORD: sets $said to all its values
flux_sshd_says() {
	_word=$1 said=''
	set -f
	IFS=$nl
	# shellcheck disable=SC2086 # split at the line ends
	set -- $sshd
	IFS=$ifs
	set +f
	for _line; do
		case $_line in "$_word "*) said="$said${_line#"$_word "} " ;; esac
	done
}

pam=''

# flux_pam_account: PAM lets $_user in through sshd
flux_pam_account() {
	[ -n "$pam" ] || flux_pam_more
	[ "$pam" = no ] || timeout 60 systemd-run -q --wait --collect -p User="$_user" -p PAMName=sshd true >/dev/null 2>&1 </dev/null
}

# flux_pam_more: sets $pam: somebody added to what decides who may log in through sshd
flux_pam_more() {
	pam=no
	flux_sshd_says usepam
	[ "$said" = 'yes ' ] || return 0
	[ ! -e /etc/nologin ] || pam=yes
	! awk '/^[ \t]*(-?account|@include)[ \t]/ && !/pam_(nologin|unix|permit|faillock)\.so|requisite.*pam_deny\.so|@include[ \t]+common-/ { more = 1 } END { exit !more }' \
		/etc/pam.d/sshd /etc/pam.d/common-account 2>/dev/null || pam=yes
}

# flux_peers: prints the address that each came to who is connected to sshd, and their own
flux_peers() {
	ss -Htnpe state established 2>/dev/null |
		awk '/"sshd/ && !/ uid:/ && $3 !~ /^(127\.|\[::1])/ { gsub(/:[0-9]+ /, " "); gsub(/\[(::ffff:)?|(%[^ ]*)?]/, ""); print $3, $4 }'
}

admin='' client=''

# flux_admin USERS GROUPS [PENDING]: somebody can log in with a key and act as root
flux_admin() {
	_match=$(grep -Eihs '^[^#a-z]*match[^a-z]|^SSHD_OPTS=.*-[fo]' /etc/default/ssh /etc/ssh/sshd_config /etc/ssh/sshd_config.d/*.conf)
	case $_match in SSHD_OPTS=*) flux_refuse 'SSHD_OPTS in /etc/default/ssh: put that into sshd_config' || return ;; esac
	client=$(flux_peers)
	client=${client##* } _global=$sshd admin=''
	for _uids in '[!0]*' 0; do
		while [ -z "$admin" ] && IFS=: read -r _user _ _uid _gid _ _home _shell; do
			# shellcheck disable=SC2254 # a pattern
			case $_uid in $_uids) ;; *) continue ;; esac
			case $_shell in */nologin | */false) continue ;; esac
			[ -x "${_shell:-/bin/sh}" ] || continue
			[ -z "$_match" ] || flux_sshd_for "$_user" || continue
			flux_sshd_says allowusers
			_users="$1 $said"
			flux_sshd_says allowgroups
			_groups="$2 $said"
			{ flux_open && flux_key_works && flux_let_in && flux_pam_account; } || continue
			if [ "$_uid" = 0 ]; then
				admin=root
			elif flux_sudoer; then
				admin=$_user
			fi
		done </etc/passwd
	done
	sshd=$_global
	if [ -z "$admin" ] && [ -n "${3-}" ] && [ "$mode" != apply ]; then
		status=assumed note="the steps above give a key to $3"
		return
	fi
	[ -n "$admin" ] || flux_refuse "nobody whom PAM lets in has a usable key${client:+ from $client} and sudo: add a key first"
}

# flux_sshd_for USER: sets $sshd to what sshd says of a log-in of this user
flux_sshd_for() {
	flux_ask_sshd -T -C "user=$1,host=${client:-203.0.113.1},addr=${client:-203.0.113.1},laddr=203.0.113.2,lport=${ports%% *}"
}

# flux_open: sshd lets this log-in use a key alone, and come to a shell
flux_open() {
	case $sshd in *"${nl}forcecommand none$nl"*) ;; *) return 1 ;; esac
	case $sshd in *"${nl}chrootdirectory none$nl"*) ;; *) return 1 ;; esac
	case $_global$sshd in *"${nl}pubkeyauthentication yes$nl"*"${nl}pubkeyauthentication no$nl"*) return 1 ;; esac
	flux_sshd_says authenticationmethods
	case " $said" in ' ' | *' any '* | *' publickey '*) ;; *) return 1 ;; esac
}

# flux_from PATTERNS: who is logged in comes from there; nobody is known to come from elsewhere
flux_from() {
	[ -z "$client" ] || printf 'Match Address %s\nBanner /flux\n' "$1" | sshd -T -f /dev/stdin -C "user=root,host=$client,addr=$client" 2>/dev/null | grep -Eiqx 'banner /flux'
}

# flux_key_works: $_user has a key without a forced command, in a file whose mode and owner suit sshd
flux_key_works() {
	flux_sshd_says authorizedkeysfile
	for _file in $said; do
		case $_file in *%u*) _file=${_file%%%u*}$_user${_file#*%u} ;; esac
		case $_file in /*) ;; *) _file=$_home/${_file#%h/} ;; esac
		[ -s "$_file" ] && flux_free_key &&
			[ -z "$(find -H "$_home" "${_file%/*}" "$_file" -prune \( -perm -020 -o -perm -002 -o ! -user "$_user" ! -user root \))" ] && return
	done
	return 1
}

# flux_free_key: $_file has a key that sshd accepts, without a command or an end, to be used from where $client is
flux_free_key() {
	flux_sshd_says pubkeyacceptedalgorithms
	[ -n "$said" ] || flux_sshd_says pubkeyacceptedkeytypes
	_types=$said
	flux_sshd_says requiredrsasize
	_least=$said
	flux_sshd_says revokedkeys
	_keys=$(flux_user_reads 65536 "$_file" | awk -v types="$_types" '
		BEGIN { n = split(types, type, /[, ]+/) }
		!/^[ \t]*#/ {
			for (i = 1; i <= n; i++) {
				sub(/^rsa-sha2-.*/, "ssh-rsa", type[i])
				at = type[i] == "" ? 0 : index(" " $0, " " type[i] " ")
				options = tolower(substr($0, 1, at - 1))
				if (!at || options ~ /command=|expiry-time=|cert-authority/) continue
				print match(options, /from="[^"]*"/) ? substr(options, RSTART + 6, RLENGTH - 7) : "*", substr($0, at)
				next
			}
		}')
	while read -r _where _key; do
		_bits=$(
			ssh-keygen -lf - 2>/dev/null <<FLUX
$_key
FLUX
		) || continue
		case $_bits in *'(RSA)') [ "${_bits%% *}" -ge "${_least:-0}" ] || continue ;; esac
		case $said in /*) echo "$_key" | ssh-keygen -Qf "${said% }" /dev/stdin >/dev/null 2>&1 || continue ;; esac
		[ "$_where" = '*' ] || flux_from "$_where" || continue
		return
	done <<FLUX
$_keys
FLUX
	return 1
}

# flux_let_in: $_user has not expired, has no password to change, and sshd's lists of users and groups let it in
flux_let_in() (
	set -f
	while IFS=: read -r _whose _hash _changed _ _most _ _ _expires _; do
		[ "$_whose" != "$_user" ] || break
	done </etc/shadow
	_today=$(($(date +%s) / 86400))
	[ "$_changed" != 0 ] || exit
	[ -z "$_expires" ] || [ "$_expires" -gt "$_today" ] || exit
	case $_changed,$_most in *, | ,* | *-*) ;; *) [ $((_changed + _most)) -ge "$_today" ] || exit ;; esac
	flux_sshd_says usepam
	case $said$_hash in 'no !'*) exit 1 ;; esac
	flux_sshd_says denyusers
	! flux_listed "$_user" "$said" || exit
	flux_sshd_says denygroups
	[ -z "$said" ] || ! flux_listed "$(id -nG "$_user")" "$said" || exit
	[ "$_users" = ' ' ] || flux_listed "$_user" "$_users" || exit
	[ "$_groups" = ' ' ] || flux_listed "$(id -nG "$_user")" "$_groups"
)

# flux_listed NAMES PATTERNS: one of the names matches one of the patterns
flux_listed() {
	for _name in $1; do
		for _pattern in $2; do
			case $_pattern in *@*) flux_from "${_pattern#*@}" || continue ;; esac
			# shellcheck disable=SC2254 # a pattern of sshd_config(5)
			case $_name in ${_pattern%%@*}) return 0 ;; esac
		done
	done
	return 1
}

# flux_sudoer: $_user may become root: without a password, or with the one it has
flux_sudoer() {
	! flux_as_user sudo -n true >/dev/null 2>&1 || return 0
	_may=$(sudo -lnU "$_user" 2>/dev/null)
	case $_may in *targetpw* | *rootpw* | *runaspw*) return 1 ;; esac
	echo "$_may" | grep -Eq '^ *\((ALL|root)( :[^)]*)?\) ([A-Z]+: )*ALL' &&
		name=$_user awk -F : '$1 == ENVIRON["name"] && $2 ~ /^[^!*]/ { found = 1 } END { exit !found }' /etc/shadow
}

# flux_answers: who is logged in over IPv4 is answered by the interface of the address that they came to
flux_answers() {
	set -- /sys/class/net/*
	[ $# -gt 2 ] || return 0
	_pairs=$(flux_peers)
	while read -r _local _peer; do
		case $_local in '' | *:*) continue ;; esac
		_in=$(ip -o addr show to "$_local" 2>/dev/null)
		_in=${_in#*: }
		_in=${_in%% *}
		case "$(ip -o route get "$_peer" from "$_local" 2>/dev/null) dev lo " in
		'local '* | *" dev $_in "*) ;;
		*) flux_refuse "rp_filter=1 would cut off $_peer, whom $_in does not answer: set it to 2" || return ;;
		esac
	done <<FLUX
$_pairs
FLUX
}

# flux_differs WHAT: the probe found WHAT to change; returns 0 if it is to be done
flux_differs() {
	note="$note${note:+, }$1" status='would change'
	[ -z "$unit" ] || flux_due "${unit#* }"
	[ "$mode" = apply ] && status=changed
}

# flux_due UNIT: is to be reloaded or restarted
flux_due() {
	case $due in *" $1 "*) ;; *) due="$due$1 " ;; esac
}

# flux_done UNIT: was
flux_done() {
	case $due in *" $1 "*) due="${due%%" $1 "*} ${due#*" $1 "}" ;; esac
}

# flux_holds PATH [COMMAND]: a variable holds all of PATH, if it is a file; COMMAND runs what looks at it
flux_holds() {
	[ -n "${YASH_VERSION-}" ] || return 0
	if [ -f "$1" ] && ${2-} grep -q '[^ -~[:space:]]' "$1"; then
		note="yash would lose bytes of $1: run the script with sh"
		return 1
	fi
}

# flux_arm MODE...: a copy of this script runs with MODE at the next boot, until flux_disarm
flux_arm() {
	cp "$0" "$state/script" && printf '%s\n' '[Unit]' Wants=network-online.target After=network-online.target '[Service]' Type=oneshot \
		"ExecStart=/bin/sh $state/script $* --yes" '[Install]' WantedBy=multi-user.target >/etc/systemd/system/flux-resume.service &&
		flux_try systemctl enable flux-resume
}

# flux_disarm: nothing of flux_arm and flux_watch is left
flux_disarm() {
	[ -e "$state/script" ] || return 0
	# the watchdog itself ends by itself
	[ "$0" = "$state/script" ] || systemctl stop flux-confirm
	systemctl disable flux-resume
	rm -f /etc/systemd/system/flux-resume.service "$state/script" "$state/unconfirmed"
} 2>/dev/null

# flux_armed: there is a run that waits for --confirm
flux_armed() {
	{ read -r _seconds _armed <"$state/unconfirmed"; } 2>/dev/null && [ -d "$state/runs/$_armed" ]
}

# flux_watch: without --confirm in $timeout seconds the run is taken back
flux_watch() {
	[ "$timeout" != 0 ] && ! flux_armed || return 0
	flux_arm --rollback "${run##*/}" && echo "$timeout ${run##*/}" >"$state/unconfirmed" && flux_armed && flux_watchdog
}

# flux_watchdog: a service takes the run $_armed back in $_seconds
flux_watchdog() {
	flux_try systemd-run -Gu flux-confirm -p Restart=on-abnormal -p 'RestartForceExitStatus=3 4 143 SIGTERM' -p RestartSec=2 \
		/bin/sh -c "sleep $_seconds && exec /bin/sh $state/script --rollback $_armed"
}

# flux_print STATUS TEXT: one line about $id, as text or JSON, to the log (3) and the terminal
# shellcheck disable=SC2059 # the format is one of two constants
flux_print() {
	_say=$2
	case $_say in *[!\ -~]*) _say=$(printf %s "$_say" | tr -c ' -~' ' ') ;; esac
	case $format$_say in json*[\\\"]*) _say=$(printf %s "$_say" | sed 's/[\\"]/\\&/g') ;; esac
	set -- '%-12s %-18s %s\n' "$1" "$id" "$_say"
	[ "$format" = text ] || set -- '{"status":"%s","id":"%s","text":"%s"}\n' "$2" "$3" "$4"
	printf "$@" >&3
	case $level$2 in error[!fr]* | warnok) ;; *) printf "$@" ;; esac
} 2>/dev/null

# flux_self: $0 is the file of this script
flux_self() {
	case ${0##*/} in sh | ash | bash | dash | ksh* | mksh | yash | zsh | busybox) return 1 ;; esac
	[ -f "$0" ]
}

# flux_keep KIND NAME [VALUE]: before a change its undo stands on disk, in $record
flux_keep() {
	if [ -z "$run" ]; then
		flux_new_run
		(umask 077 && mkdir -p "$run") || return
		[ ! -d /run/cloud-init ] || [ -e /run/cloud-init/disabled ] || [ -e /run/cloud-init/result.json ] || ! flux_self ||
			flux_arm --apply ${only:+--only "${only#,}"} ${skip:+--skip "${skip#,}"} --on-failure "$on_failure" || return
	fi
	case $row in *'| lockout |'*) flux_watch || return ;; esac
	if [ -n "$unit" ]; then
		_unit=$unit unit=''
		flux_keep "${_unit% *}" "${_unit#* }" "$(systemctl is-active "${_unit#* }")" || return
	fi
	count=$((count + 1))
	record=$run/$count
	if [ "$1" = file ] && { [ -e "$2" ] || [ -L "$2" ]; }; then
		flux_try cp -a "$2" "$record.old" || return
	fi
	printf '%s\n' "$1" "$module" "$2" "${3-}" >"$record" && flux_try sync -f "$run" && return
	note="$note: no journal in $state, is the disk full?"
	return 1
} 2>/dev/null

# flux_new_run: sets $run to a name that sorts behind those of all other runs
flux_new_run() {
	run=$(date -u +%Y%m%dT%H%M%SZ)-$$
	for _run in "$state"/runs/*; do
		:
	done
	_run=${_run##*/}
	[ "$_run" = '*' ] || expr "$run" '>' "$_run" >/dev/null || run=$_run+
	run=$state/runs/$run
}

# flux_record: reads $record
flux_record() {
	{ read -r _kind && read -r _module && read -r _name && read -r _value; } 2>/dev/null <"$record"
}

# flux_undo [MODULE]: takes back the records of $run, newest first, down to the first of MODULE; returns 1 if one has to stay
flux_undo() {
	_todo='' _later='' _last='' _left=0 _of='' _undone=''
	for record in "$run"/[1-9]???; do
		[ -f "$record" ] || continue
		[ $# = 0 ] || { flux_record && [ "$_module" = "$1" ] && shift; } || continue
		_todo="$record $_todo"
	done
	for _next in $_todo; do
		record=$_next
		if flux_record; then
			if [ "$_module" != "$_of" ]; then
				flux_reread
				record=$_next
				flux_record
				_of=$_module
				case "$_undone " in *" $_of "*) ;; *) _undone="$_undone $_of" ;; esac
			fi
			case $_kind in
			network | reload | restart | trust) _later="$_later $record" && continue ;;
			link) _last="$_last $record" && continue ;;
			esac
			flux_take_back || continue
		fi
		rm -rf "$record" "$record".*
	done
	flux_reread
	[ "$mode" = rollback ] || [ -z "$_undone" ] || flux_print undone "taken back:$_undone"
	return "$_left"
}

# flux_reread: each unit whose files were restored reads them, once
flux_reread() {
	_units=' '
	for record in $_later $_last; do
		flux_record
		case $_kind$_units in
		link*) flux_take_back || continue ;;
		*" $_name "*) ;;
		*)
			_units="$_units$_name "
			flux_take_back || continue
			;;
		esac
		# what had to stay may be restored by the next rollback, which is to make that effective too
		[ "$_left" = 1 ] || rm -rf "$record"
	done
	_later='' _last=''
}

# flux_take_back: takes back what flux_record has read
flux_take_back() {
	_undo="$_kind $_name" note=''
	if ! command -v "flux_undo_$_kind" >/dev/null; then
		note=': another script made this change; use its --rollback'
	elif "flux_undo_$_kind" "$_name" "$_value"; then
		return
	fi
	flux_print failed "not taken back: $_undo$note"
	_left=1
	return 1
}

# flux_since: says that somebody changed it; returns 1
flux_since() {
	note=', for somebody changed it since; --force restores it'
	return 1
}

# flux_ours NOW WAS [SET]: it is still what it was, or what this run made of it, or --force is given
flux_ours() {
	[ -n "$force" ] || [ "$1" = "$2" ] || [ "$1" = "${3-}" ] || flux_since
}

# flux_read: sets $text to standard input
flux_read() {
	text=''
	while IFS= read -r _line; do
		text=$text$_line$nl
	done
	[ -z "$_line" ] || text=$text$_line$nl
}

# flux_file PATH MODE OWNER [CHECK]: PATH holds standard input; CHECK accepts it before it gets its name
flux_file() {
	flux_read
	flux_put "$@"
}

# flux_put PATH [MODE OWNER [CHECK]]: the same with $text
flux_put() {
	flux_holds "$1" || return
	[ ! -d "$1" ] || { note="$1 is a directory or leads to one" && return 1; }
	set -- "$1" "${2-}" "${3-}" "${4-}"
	_text=$text _as=${3:+%U:%G}
	case $nl$stats in *"$nl$1 $2 $3$nl"*) _is="$2 $3" ;; *) _is=$(stat -Lc "%a ${_as:-%u:%g}" "$1" 2>/dev/null) ;; esac
	set -- "$1" "${2:-${_is% *}}" "${3:-${_is#* }}" "${4-}"
	if [ "$_is" = "$2 $3" ] && [ -f "$1" ] && [ ! -L "$1" ]; then
		flux_read <"$1"
		[ "$text" != "$_text" ] || return 0
		text=$_text
	fi
	[ -z "$diff" ] || printf %s "$text" | diff -uN -L "$1" -L "$1" "$1" - | while IFS= read -r _line; do
		flux_print diff "$_line"
	done
	flux_differs "$1" || return 0
	_dir=${1%/*} _temp=${1%/*}/.${1##*/}.flux
	[ -d "$_dir" ] || { flux_keep file "$_dir" && flux_try mkdir "$_dir"; } || return
	flux_keep file "$1" || return
	# the old one's attributes and labels go along; its content does not
	if [ -f "$1" ] && [ ! -L "$1" ]; then
		cp -a "$1" "$_temp" || return
	fi
	(umask 077 && : >>"$_temp") && chmod "$2" "$_temp" && chown "$3" "$_temp" && printf %s "$text" >"$_temp" || return
	# shellcheck disable=SC2086 # CHECK is a list of words
	[ -z "$4" ] || flux_try $4 "$_temp" || return
	flux_place "$1"
}

# flux_place PATH: the file $_temp gets this name; the journal knows it before
flux_place() {
	cp -p "$_temp" "$record.new" && flux_try sync -f "$_temp" && flux_try mv -T "$_temp" "$1"
}

# flux_undo_file PATH [GONE]: what it was before; but what somebody changed since stays, unless --force. With GONE this run removed it
flux_undo_file() {
	_temp=${1%/*}/.${1##*/}.flux
	rm -f "$_temp"
	_now=$(flux_look "$1") _old=$(flux_look "$record.old")
	[ "$_now" != "$_old" ] || return 0
	[ ! -f "$record.new" ] && [ -z "${2-}" ] || flux_ours "$_now" "$_old" "$(flux_look "$record.new")" || return
	if [ -n "$_old" ]; then
		cp -a "$record.old" "$_temp" && flux_try mv -T "$_temp" "$1" && return
		rm -f "$_temp"
		return 1
	elif [ ! -f "$record.new" ]; then
		# a directory with files of others stays; one with a file that had to stay is asked again by the next rollback; a file is not of this run
		rmdir "$1" 2>/dev/null || [ "$_left" = 0 ]
	else
		flux_try rm -f "$1"
	fi
}

# flux_look PATH: prints its mode, its owner, and its content or where it leads to; nothing if there is no such file
flux_look() {
	stat -c '%a %u:%g' "$1" && { readlink "$1" || cksum <"$1"; }
} 2>/dev/null

# flux_block PATH UNLESS: PATH begins with standard input, unless one of its lines matches UNLESS
flux_block() {
	! grep -Eiqs "$2" "$1" || return 0
	flux_read
	text=$text$(cat "$1" 2>/dev/null)$nl
	flux_put "$1"
}

# flux_assume FILE: packages.install would bring it: assumed, unless applying, when it failed to
flux_assume() {
	status=assumed note="$1 comes with packages.install"
	[ "$mode" != apply ]
}

# flux_effective PATH...: sshd's whole configuration amounts to the drop-ins
flux_effective() {
	_global=$sshd
	flux_sshd_for "${admin:-root}" || return
	_whole=$sshd
	flux_sshd_for root || return
	_root=$sshd sshd=$_global _wrong=''
	for _path; do
		[ -f "$_path" ] || {
			flux_assume "$_path"
			return
		}
		_wrong=$_wrong$(sshd -T -f "$_path" | awk -v whole="$_whole" -v root="$_root" '
			{ sub(/^[^ \t]+/, tolower($1)) }
			NR == FNR { key[$1]; next }
			$1 in key && !(index(whole, "\n" $0 "\n") && index(root, "\n" $0 "\n"))' "$_path" -)
	done
	[ -n "$_wrong" ] || return 0
	if [ "$mode" != apply ] && [ "$due" != ' ' ]; then
		status=assumed note=$_wrong
		return
	fi
	note="an earlier line of sshd_config or a Match block undoes: $_wrong"
	return 1
}

# flux_listens [PORT]: sshd answers there, or where it did, within 5 seconds, and goes on
flux_listens() {
	for _port in ${1:-$ports}; do
		_tries=50
		until flux_sshd_listening "$_port" && sleep 1 && flux_sshd_listening "$_port"; do
			_tries=$((_tries - 1))
			[ "$_tries" -gt 0 ] || { note="$note: sshd does not listen on port $_port" && return 1; }
			sleep 0.1
		done
	done
}

# flux_sshd_listening PORT: sshd, or systemd for it, has a TCP socket open there
flux_sshd_listening() {
	ss -Hltnp "sport = :$1" 2>/dev/null | grep -qE '"(sshd|systemd)"'
}

# flux_mode MODE OWNER PATH...: each PATH that exists, or what it leads to, has MODE and OWNER
flux_mode() {
	_mode=$1 _owner=$2
	shift 2
	_is=$(stat -Lc '%a %U:%G %n' "$@" 2>/dev/null)
	for _path; do
		shift
		case $nl$_is$nl in *"$nl$_mode $_owner $_path$nl"*) ;; *) [ ! -e "$_path" ] || set -- "$@" "$_path" ;; esac
	done
	[ $# != 0 ] || return 0
	flux_differs "$_mode $_owner: $*" || return 0
	for _path; do
		flux_keep mode "$_path" "$(stat -Lc '%a %u:%g' "$_path") $_mode $_owner" && flux_try chmod "$_mode" "$_path" &&
			flux_try chown "$_owner" "$_path" || return
	done
}

# flux_undo_mode PATH WAS: its mode and owner of before; but what somebody changed since stays, unless --force
flux_undo_mode() {
	# shellcheck disable=SC2086 # mode and owner of before, and those of the run
	set -- "$1" $2
	case $(stat -Lc '%a %u:%g %U:%G' "$1" 2>/dev/null) in
	'' | "$2 $3 "*) return 0 ;;
	"$4 $3 "* | "$4 "*" $5") ;;
	*) [ -n "$force" ] || flux_since || return ;;
	esac
	flux_try chown "$3" "$1" && flux_try chmod "$2" "$1"
}

# flux_modules PATH MODULE...: PATH keeps each kernel module from being loaded, by name or by alias
flux_modules() {
	_path=$1 text=''
	shift
	for _name; do
		text="${text}install $_name /bin/true${nl}blacklist $_name$nl"
	done
	flux_put "$_path" 644 root:root
}

# flux_selected MODULE: --only and --skip leave it in
flux_selected() {
	case $skip in *",$1,"*) return 1 ;; esac
	case ${only:-,$1,} in *",$1,"*) ;; *) return 1 ;; esac
}

# flux_step: runs the step $id with $row of the index and reports it; returns 1 if it failed
flux_step() {
	IFS=.-
	# shellcheck disable=SC2086 # split at dots and dashes
	set -- $id
	IFS=_
	_step=$*
	IFS=$ifs status=ok note='' unit=''
	if "$_step" </dev/null; then
		if [ "$status" = changed ]; then
			_note=$note mode=verify
			if "$_step" </dev/null && [ "$status" = changed ]; then note=$_note; else status=failed; fi
			mode=apply
		fi
	elif [ "$status" != refused ]; then
		status=failed
	fi
	[ "$mode" != audit ] || note="${row%%'|'*}$note"
	flux_print "$status" "$note"
	case $status in
	ok) completed=$((completed + 1)) ;;
	changed) completed=$((completed + 1)) changed=$((changed + 1)) ;;
	would* | assumed) differs=$((differs + 1)) ;;
	skipped) skipped=$((skipped + 1)) ;;
	*) failed=$((failed + 1)) && return 1 ;;
	esac
}

# flux_steps: the rows of the index, first to last; sets $code
flux_steps() {
	_stopped='' _left_out='' _files=''
	for _word in $index; do
		case $_word in /*) _files="$_files $_word" ;; esac
	done
	# shellcheck disable=SC2086 # a list of paths
	stats=$(stat -c '%n %a %U:%G' $_files 2>/dev/null)$nl
	code=3
	while read -r id row; do
		[ -z "$id" ] || [ "$code" != 3 ] || code=0
		module=${id%%.*} row=${row#'| '}
		[ -n "$id" ] || continue
		[ "$module" = packages ] || flux_selected "$module" || continue
		_risk=''
		case $row in *'| lockout |'*) _risk=lockout ;; esac
		case "$_stopped " in *" $module "*) _left_out=$_left_out$_risk && continue ;; esac
		if [ -n "$_left_out" ] && [ -n "$_risk" ]; then
			_stopped="$_stopped $module" skipped=$((skipped + 1))
			flux_print skipped 'after that failure it could cut you off'
			continue
		fi
		flux_step && continue
		_stopped="$_stopped $module" _left_out=$_left_out$_risk code=5
		[ "$status$run" != refused ] || { code=3 && return; }
		[ "$mode$on_failure" != applyrollback ] || ! flux_undo "$module" || code=1
		[ "$on_failure" = continue ] || return
	done <<FLUX
$index
FLUX
	[ "$differs" = 0 ] || code=2
}

# flux_packages MODULE:PACKAGE...: the packages of the selected modules are installed
flux_packages() {
	_names='' _missing=''
	for _name; do
		! flux_selected "${_name%%:*}" || _names="$_names ${_name#*:}"
	done
	# shellcheck disable=SC2086 # a list of names
	_have=$(dpkg-query -W -f ',${db:Status-Status} ${Package},' $_names 2>/dev/null)
	for _name in $_names; do
		case $_have in *",installed $_name,"*) ;; *) _missing="$_missing $_name" ;; esac
	done
	[ -n "$_missing" ] || return 0
	flux_differs "install$_missing" || return 0
	# dpkg on a full disk leaves packages half unpacked; 100 MB are more than any of ours takes
	[ -z "$(df -Pk /usr /var | awk 'NR > 1 && $4 < 102400')" ] || {
		note="$note: less than 100 MB are free on /usr or /var"
		return 1
	}
	# a program that dpkg needs, such as diff, would be missed only after debconf has written; packages half unpacked are apt's to judge
	out=$(dpkg --no-act --triggers-only -a 2>&1) || {
		note="$note: ${out%%"$nl"*}"
		return 1
	}
	# shellcheck disable=SC2086 # a list of names
	set -- install $_missing
	flux_apt update && flux_apt -s "$@" || return
	# what has a version in brackets is there by now, and stays
	_new=$(echo "$out" | awk '/^Inst / && $3 !~ /^\[/ { printf "%s ", $2 }')
	[ -n "$_new" ] || {
		flux_apt "$@"
		return
	}
	_had=$(dpkg-query -W -f ',${db:Status-Status} ${Package},') _purge=''
	for _name in $_new; do
		case $_had in *",config-files $_name,"*) ;; *) _purge="$_purge $_name" ;; esac
	done
	flux_keep packages "$_new" "$_purge" && { cat "$run"/*.etc || find /etc -xdev; } 2>/dev/null >"$record.part" && mv "$record.part" "$record.etc" &&
		flux_try sync -f "$run" && flux_apt "$@" && flux_brought
}

# flux_apt ARGUMENT...: apt-get that asks nothing, removes nothing and waits for locks
flux_apt() {
	flux_unlocked apt-get -qy --no-remove --no-install-recommends -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confold "$@"
}

# flux_unlocked COMMAND...: runs it; waits for locks, and ends what dpkg was interrupted or killed in
flux_unlocked() {
	for _try in 5 10 20 40 80 160; do
		flux_try "$@" && return
		case $1$out in
		*'dpkg was interrupted'*) flux_try dpkg --configure -a || return ;;
		dpkg*inconsistent*) flux_apt --reinstall install "${out##* }" || return ;;
		*' lock'*) sleep "$_try" ;;
		*) return 1 ;;
		esac
	done
	return 1
}

# flux_brought: notes what has come into /etc since the list of what was there, which ends
flux_brought() {
	find /etc -xdev | grep -Fvxf "$record.etc" >"$record.new"
	xargs -rd '\n' md5sum <"$record.new" >"$record.sums"
	rm -f "$record.etc"
} 2>/dev/null

# flux_undo_packages NAMES PURGE: stops and removes what this run installed, with the settings of PURGE
# shellcheck disable=SC2086 # lists of names
flux_undo_packages() {
	systemctl -q stop $1 2>/dev/null
	flux_put_back && flux_unlocked dpkg --remove $1 || return
	[ -e "$record.new" ] || flux_brought
	_edited=$(md5sum -c --quiet "$record.sums" 2>/dev/null | sed -n 's/: FAILED$//p' | tr '\n' ' ')
	[ -z "$_edited" ] || [ -n "$force" ] || {
		note=", for somebody changed ${_edited}since; --force restores it"
		return 1
	}
	[ -z "$2" ] || {
		find /etc -xdev | grep -Fvxf "$record.new" >"$record.stay"
		flux_try tar -czPf "$record.part" --acls --ignore-failed-read --no-recursion -T "$record.stay" && mv "$record.part" "$record.tar" &&
			flux_unlocked dpkg --purge $2 && flux_put_back || return
	}
	systemctl -q reset-failed $1 2>/dev/null
	:
}

# flux_put_back: what is kept over a purge is there again
flux_put_back() {
	[ ! -e "$record.tar" ] || flux_try tar -xzPf "$record.tar" --acls --skip-old-files
}

# flux_port_kept DROP-IN: it is not DROP-IN that gives sshd its port
flux_port_kept() {
	{ read -r _word _port; } 2>/dev/null <"$1" || return 0
	[ "$_word" != Port ] || flux_refuse "an earlier run moved sshd to port $_port: set ssh.port = $_port, or take that run back"
}

# flux_alive UNIT [WAS]: it runs, or it has failed since it was active
flux_alive() {
	systemctl -q is-active "$1" || { [ "${2-}" = active ] && systemctl -q is-failed "$1"; }
}

# flux_reload UNIT [CHECK...]: reloads it, if it runs and a step changed what it reads; then CHECK holds
flux_reload() {
	case $due in *" $1 "*) ;; *) return 0 ;; esac
	flux_differs "reload $1" || return 0
	flux_done "$1"
	flux_undo_reload "$1" || return
	shift
	[ $# = 0 ] || "$@"
}

# flux_undo_reload UNIT [WAS]: if it runs, or has failed since it was active, it reads its files anew
flux_undo_reload() {
	flux_try systemctl daemon-reload || return
	if systemctl -q is-active "${1%.socket}.socket"; then
		flux_try systemctl stop "${1%.socket}.service" || return
		case $1 in *.socket) flux_try systemctl restart "$1" ;; esac
		return
	fi
	! flux_alive "$@" || flux_try systemctl reload-or-restart "$1"
}

# flux_root_login PATH: root logs in by key if nobody else could become root, else not at all
flux_root_login() {
	text="PermitRootLogin no$nl"
	[ "$admin" != root ] || text="PermitRootLogin prohibit-password$nl"
	flux_put "$1" 600 root:root 'sshd -t -f'
}

# flux_service UNIT [THEN]: it is enabled, runs, and was restarted if a step changed what it reads; THEN follows a start
flux_service() {
	_was=$(systemctl is-enabled "$1" 2>/dev/null),$(systemctl is-active "$1")
	case $_was$due in
	enabled,active*" $1 "*)
		flux_differs "restart $1" || return 0
		flux_undo_restart "$1" && flux_done "$1" && "${2:-:}"
		;;
	enabled,active*) ;;
	*)
		flux_differs "start $1" || return 0
		flux_keep service "$1" "$_was" && flux_try systemctl enable "$1" && flux_try systemctl restart "$1" && sleep 1 && flux_done "$1" && "${2:-:}"
		;;
	esac
}

# flux_undo_service UNIT WAS: enabled and running only if it was
flux_undo_service() {
	case $2 in enabled,* | masked,*) ;; *) systemctl -q disable "$1" ;; esac
	case $2 in *,active) return ;; esac
	systemctl stop "$1"
	systemctl reset-failed "$1" || :
} 2>/dev/null

# flux_undo_restart UNIT [WAS]: if it runs, or has failed since it was active, it reads its files anew
flux_undo_restart() {
	flux_try systemctl daemon-reload || return
	! flux_alive "$@" || flux_try systemctl restart "$1"
}

# flux_setting PATH: PATH has the KEY=VALUE or KEY VALUE lines of standard input in the place of its own
flux_setting() {
	[ -f "$1" ] || {
		flux_assume "$1"
		return
	}
	text=$(awk -F '[= \t]+' 'NR == FNR { v[$1] = $0; next } !($1 in v) { print; next } !seen[$1]++ { print v[$1] }; END { for (k in v) if (!(k in seen)) print v[k] }' - "$1")$nl
	flux_put "$1"
}

# flux_sole UNIT...: none of these other firewalls runs
flux_sole() {
	! systemctl -q is-active "$@" || flux_refuse "another firewall runs, one of: $*; stop and disable it, or choose firewall.backend"
}

# flux_spare: fail2ban lets those in again whom it has banned at its start, though they are connected to sshd
flux_spare() {
	_peers=$(flux_peers | cut -d ' ' -f 2)
	[ -n "$_peers" ] || return 0
	for _try in 1 2 3 4 5; do
		# shellcheck disable=SC2086 # a list of addresses
		fail2ban-client set sshd unbanip $_peers
		sleep 1
	done
} >/dev/null 2>&1

# flux_has_address ADDRESS: the machine has it, in brackets or not, or it stands for all
flux_has_address() {
	set -- "${1#[}"
	set -- "${1%%[]%]*}"
	case $1 in 0.0.0.0 | :: | '*') return 0 ;; esac
	[ -n "$(ip -o addr show to "$1" 2>/dev/null)" ]
}

# flux_sshd_stays: sshd works, and after a reload listens where it does now
flux_sshd_stays() {
	flux_sshd || return
	_gone=$sockets
	flux_sshd_says listenaddress
	for _socket in $sockets; do
		_all=0.0.0.0 _address=${_socket%:*}
		case $_address in '['*) _all='[::]' ;; esac
		case "$_address $said" in
		'[fe80:'* | *" $_address:"* | *" $_all:"*) ;;
		*) flux_refuse "a reload would take sshd off $_address: mend ListenAddress" || return ;;
		esac
		! flux_has_address "$_address" || _gone=''
	done
	[ -z "$_gone" ] || flux_refuse 'sshd listens on no address of this machine'
}

# flux_sysctl FILE: FILE holds the "key = value" lines of standard input, and they are the live values
flux_sysctl() {
	flux_read
	_path=$1 _wanted=$text _old='' _new='' _keys='' _absent='' _kept='' _last=''
	flux_sysctl_files
	# shellcheck disable=SC2086 # a list of paths
	_live=$(grep -H '' $_files 2>/dev/null) || [ $? -le 2 ] || {
		note="$note: grep failed"
		return 1
	}
	set -f
	IFS=$nl
	# shellcheck disable=SC2086 # split at the line ends
	set -- $_live
	IFS=$ifs
	set +f
	while read -r _file _key _value; do
		# further lines of a value that has several are none of ours
		while [ $# -gt 0 ] && [ "${1%%:*}" = "$_last" ] && [ "$_last" != "$_file" ]; do shift; done
		_last=$_file _is=''
		case ${1-} in
		"$_file:"*)
			flux_spaced "${1#"$_file:"}"
			shift
			;;
		*)
			_absent="$_absent $_key"
			continue
			;;
		esac
		if [ "$_is" = "$_value" ]; then
			continue
		elif true 2>/dev/null >>"$_file"; then
			_keys="${_keys% "$_key"} $_key" _old="$_old$_file $_is$nl" _new="$_new$_file $_value$nl"
		else
			_absent="$_absent $_key"
		fi
	done <<FLUX
${_pairs#"$nl"}
FLUX
	[ -z "$_absent" ] || note="$note${note:+, }cannot be set here:$_absent"
	# before the file, which every boot reads: after a power cut nothing else knows what was live
	if [ -n "$_keys" ] && flux_differs "live:$_keys"; then
		flux_keep sysctl live && printf %s "$_new" >"$record.new" && printf %s "$_old" >"$record.tmp" && mv "$record.tmp" "$record.old" &&
			flux_try sync -f "$run" || return
		_kept=$record
	fi
	text=$_wanted
	flux_put "$_path" 644 root:root || return
	[ -z "$_kept" ] || flux_write "$_kept.new"
}

# flux_sysctl_files: sets _files to the kernel's files for the lines in $text, _pairs to "file key value", a line for each
flux_sysctl_files() {
	_files='' _pairs=''
	while read -r _key _ _value; do
		set -f
		IFS=.
		# shellcheck disable=SC2086 # split at the dots
		set -- $_key
		IFS=/
		_file=/proc/sys/$*
		IFS=$ifs
		set +f
		for _file in $_file; do
			_files="$_files $_file" _pairs="$_pairs$nl$_file $_key $_value"
		done
	done <<FLUX
${text%"$nl"}
FLUX
}

# flux_spaced VALUE: sets _is to it, with a blank where the kernel has tabs
# shellcheck disable=SC2086 # split, not expanded
flux_spaced() {
	set -f
	set -- $1
	set +f
	_is=$*
}

# flux_write FILE: each of its lines, "file value", is written
flux_write() {
	for _pass in 1 2; do
		while read -r _file _value; do
			echo "$_value" >"$_file"
		done <"$1"
	done
} 2>/dev/null

# flux_undo_sysctl: the live values of before, unless somebody changed one since, and a word on those that stay; nothing was written before those were saved
flux_undo_sysctl() {
	[ -f "$record.old" ] || return 0
	_all=0
	while read -r _file _value && read -r _ _new <&4; do
		[ -e "$_file" ] || continue
		flux_spaced "$(cat "$_file")"
		if flux_ours "$_is" "$_value" "$_new"; then echo "$_file $_value"; else _all=1; fi
	done <"$record.old" 4<"$record.new" >"$record.back"
	flux_write "$record.back"
	_stay=$(while read -r _file _value; do
		flux_spaced "$(cat "$_file")" && [ "$_is" != "$_value" ] && printf ' %s' "${_file#/proc/sys/}"
	done <"$record.back" 2>/dev/null)
	[ -z "$_stay" ] || flux_print skipped "the kernel keeps these until the next boot:$_stay"
	return "$_all"
}

# flux_ufw: ufw is on with the "RULE comment 'flux: ...'" of standard input, and no other rule with such a comment
flux_ufw() {
	[ -x /usr/sbin/ufw ] || {
		flux_assume /usr/sbin/ufw
		return
	}
	_todo=$(flux_ufw_todo)
	[ -n "$_todo" ] || case $due in *' ufw '*) ;; *) ! iptables -S ufw-user-input >/dev/null 2>&1 || return 0 ;; esac
	flux_differs "ufw: $_todo" || return 0
	flux_keep ufw ufw "$(flux_policies)" || return
	_first=$count
	for _file in ufw.conf user.rules user6.rules; do
		flux_keep file "/etc/ufw/$_file" || return
	done
	_half=''
	! flux_ufw_half || { _half=yes && sed -i s/^ENABLED=yes/ENABLED=no/ /etc/ufw/ufw.conf; } || return
	while read -r _how _rule; do
		_comment=${_rule#* comment \'}
		# shellcheck disable=SC2086 # a rule is a list of words
		set -- ${_rule%% comment *}
		case $_how in
		prepend) flux_try ufw prepend "$@" comment "${_comment%\'}" || return ;;
		delete) flux_try ufw delete "$@" || return ;;
		esac
		case $out in *Skipping*) flux_ufw_twin "$@" && flux_try ufw prepend "$@" comment "${_comment%\'}" || return ;; esac
	done <<FLUX
$_todo
FLUX
	[ -z "$_half" ] || { sed -i s/^ENABLED=no/ENABLED=yes/ /etc/ufw/ufw.conf && flux_try /lib/ufw/ufw-init force-reload; } || return
	flux_try ufw --force enable && flux_try ufw reload || return
	for _file in ufw.conf user.rules user6.rules; do
		_first=$((_first + 1))
		cp -p "/etc/ufw/$_file" "$run/$_first.new"
	done
	flux_done ufw
}

# flux_ufw_half: ufw is at work, but not for IPv6, which it is told to filter
flux_ufw_half() {
	grep -q ^IPV6=yes /etc/default/ufw && iptables -S ufw-user-input && ! ip6tables -S ufw6-user-input
} >/dev/null 2>&1

# flux_ufw_twin ACTION WORD...: no rule differs in nothing but its action or comment
flux_ufw_twin() {
	shift
	for _action in allow deny limit reject; do
		ufw delete "$_action" "$@" >/dev/null 2>&1
	done
	:
}

# flux_ufw_todo: what is missing of standard input ("prepend RULE"), what is there of ours beside it ("delete RULE"), "enable" if ufw is off
flux_ufw_todo() {
	awk -v ports="$ports" '
		FILENAME == "-" {
			n = / sshd\// ? split(ports, port, " ") : 1
			for (i = 1; i <= n; i++) {
				line[++lines] = $0
				sub(/ sshd\//, " " port[i] "/", line[lines])
				rule[lines] = line[lines]
				sub(/ comment .*/, "", rule[lines])
				want[rule[lines]]
			}
		}
		$2 == "tuple" {
			all = $9 ~ /\/0$/
			r = $4 " " $6 ($5 == "any" ? "" : "/" $5)
			if (!all) r = $4 " from " $9 ($6 == "any" ? "" : " to any port " $6) ($5 == "any" ? "" : " proto " $5)
			if (/comment=666c75783a20/) ours[r]
			else if (all && $4 ~ /^(deny|reject)/) shut = FILENAME
			if ($7 ~ /\/0$/ && $8 $10 == "anyin" && shut != FILENAME && (!all || seen[r]++)) have[r]
		}
		/^ENABLED=yes/ { on = 1 }
		END {
			for (i = 1; i <= lines; i++) if (more += !(rule[i] in have)) print "prepend", line[i]
			for (r in ours) if (!(r in want)) print "delete", r
			if (!on) print "enable"
		}' - /etc/ufw/user.rules /etc/ufw/user6.rules /etc/ufw/ufw.conf
}

# flux_policies: prints "COMMAND CHAIN POLICY " for each chain that has a policy
flux_policies() {
	for _cmd in iptables ip6tables; do
		"$_cmd" -S | sed -n "s/^-P/$_cmd/p"
	done 2>/dev/null | tr '\n' ' '
}

# flux_undo_ufw ufw POLICIES: the kernel has the restored rules; if ufw was off, those of others alone, and POLICIES
flux_undo_ufw() {
	if grep -q ^ENABLED=yes /etc/ufw/ufw.conf; then
		/lib/ufw/ufw-init force-reload
		return
	fi
	/lib/ufw/ufw-init force-stop
	# shellcheck disable=SC2086 # a list of words
	set -- $2
	while [ $# -gt 2 ]; do
		"$1" -P "$2" "$3"
		shift 3
	done
	for _cmd in iptables ip6tables; do
		"$_cmd-save" | grep -Ev '^(:|-A |-A .* -[gj] )ufw6?-' | "$_cmd-restore"
	done
} >/dev/null 2>&1

# flux_die CODE TEXT: ends before anything is changed, and says why
flux_die() {
	_say="flux: $2; nothing was changed"
	case $_say in *[!\ -~]*) _say=$(printf %s "$_say" | tr -c ' -~\n' ' ') ;; esac
	printf '%s\n' "$_say" >&2
	exit "$1"
}

# flux_ask: on a terminal asks once, or with --ask-each for each module, unless --yes
flux_ask() {
	[ -t 0 ] && [ -t 1 ] && [ -z "$yes" ] || return 0
	for _name in ${each:+$modules}; do
		! flux_selected "$_name" || flux_agree "$_name" || skip=$skip,$_name,
	done
	[ -n "$each" ] || flux_agree "${only:-$modules}" || flux_die 0 'not agreed'
}

# flux_agree WHAT: the person at the terminal says yes
flux_agree() {
	printf 'Apply %s? [y/N] ' "$1"
	read -r _answer
	case $_answer in [yY]*) ;; *) return 1 ;; esac
}

# flux_lock: one run at a time, until this process ends; there is room for changes, and a log
flux_lock() {
	[ ! -d /run/flux.lock ] || flux_die 3 '/run/flux.lock is a directory'
	exec 9>/run/flux.lock
	flock -n 9 9>&9 || flux_die 4 'another run has /run/flux.lock'
	if ! { [ -w /etc ] && [ -w "${state%/*}" ] && (umask 077 && : >>"$log"); } 2>/dev/null; then
		flux_die 3 "cannot write /etc, ${state%/*} or $log"
	fi
	case $(stat -c '%u %A' "$state" 2>/dev/null) in
	'' | '0 drwx'?-??-?*) ;;
	*) flux_die 3 "$state must be a directory that only root may write to" ;;
	esac
	exec 3>>"$log"
}

# flux_resume: takes up a run that was interrupted
flux_resume() {
	for _run in "$state"/runs/*; do
		{ [ -d "$_run" ] && [ ! -f "$_run/done" ]; } || continue
		run=$_run
		for _file in "$run"/*.*; do
			[ -f "${_file%.*}" ] || rm -rf "$_file"
		done
		for record in "$run"/[1-9]???; do
			[ ! -f "$record" ] || count=${record##*/}
			! flux_record || case $_kind in network | reload | restart | trust) flux_due "$_name" ;; esac
		done
		flux_print resumed "${run##*/} was interrupted: going on"
	done
}

# flux_rollback: takes back the newest run, or all from the newest to $target
flux_rollback() {
	case $target in */*) flux_die 64 "$target is no name of a run (see --history)" ;; esac
	[ -z "$target" ] || [ -d "$state/runs/$target" ] || flux_die 64 "no run $target (see --history)"
	_runs=''
	for _run in "$state"/runs/*; do
		_runs="$_run $_runs"
	done
	for _run in $_runs; do
		[ -d "$_run" ] || continue
		run=$_run
		id=${run##*/}
		code=5
		flux_known || return
		flux_undo || {
			flux_disarm
			return
		}
		code=0
		rm -rf "$run"
		flux_print changed 'taken back'
		[ "$id" != "${target:-$id}" ] || break
	done
	[ -n "$run" ] || flux_print ok 'there is nothing to take back'
	flux_armed || flux_disarm
	rmdir "$state/runs" "$state" 2>/dev/null || :
}

# flux_known: all changes of $run can be taken back by this script
flux_known() {
	for record in "$run"/[1-9]???; do
		! flux_record || command -v "flux_undo_$_kind" >/dev/null || {
			flux_print failed 'another script made this run; use its --rollback'
			return 1
		}
	done
}

# flux_history: the runs that --rollback can take back, oldest first
flux_history() {
	for _run in "$state"/runs/*; do
		[ ! -d "$_run" ] || echo "${_run##*/} $(cat "$_run/done" 2>/dev/null || echo interrupted)"
	done
}

# flux_finish: closes the journal and says how it went
flux_finish() {
	id=$workflow
	if [ -n "$run" ] && ! rmdir "$run" 2>/dev/null; then
		echo "changed=$changed failed=$failed" >"$run/done" && sync "$run/done"
	fi
	if flux_armed; then
		[ "$mode" != apply ] || {
			# the time begins now, also if it is over and the watchdog waited for the lock
			note=''
			if systemctl restart flux-confirm 2>/dev/null || flux_watchdog; then
				flux_print unconfirmed "log in anew and --confirm within $_seconds s, or it is taken back"
			else
				code=5
				flux_print failed "nothing takes this run back by itself: --confirm or --rollback$note"
			fi
		}
	elif [ -n "$run" ]; then
		flux_disarm
		rmdir "$state/runs" "$state" 2>/dev/null || :
	fi
	_reboot=no
	[ ! -e /run/reboot-required ] || _reboot=yes
	flux_print "exit $code" "completed=$completed changed=$changed differs=$differs failed=$failed skipped=$skipped reboot=$_reboot"
	[ "$mode" != apply ] || logger -t flux "$_say" 2>/dev/null || :
}

# flux_options ARGUMENT...: the mode and the options of flux_usage, or the end
flux_options() {
	while [ $# -gt 0 ]; do
		case $1 in
		--apply | --dry-run | --audit | --confirm | --list | --history | --help | --version | --rollback)
			[ -z "$mode" ] || flux_die 64 "$1 contradicts --$mode"
			mode=${1#--}
			case $1${2-} in --rollback[0-9]*) target=${2%/} && shift ;; esac
			;;
		--diff) diff=1 ;;
		--yes) yes=1 ;;
		--ask-each) each=1 ;;
		--force) force=1 ;;
		--no-color) ;;
		*)
			case $1=${2-} in
			--only=[a-z]*) only=$only,$2, ;;
			--skip=[a-z]*) skip=$skip,$2, ;;
			--on-failure=rollback | --on-failure=stop | --on-failure=continue) on_failure=$2 ;;
			--confirm-timeout=*[!0-9]* | --confirm-timeout=) flux_die 64 '--confirm-timeout takes seconds' ;;
			--confirm-timeout=*) timeout=$2 ;;
			--log-format=text | --log-format=json) format=$2 ;;
			--log-level=error | --log-level=warn | --log-level=info | --log-level=debug) level=$2 ;;
			--log-file=/*) log=$2 ;;
			*) flux_die 64 "unknown option or value: $1 ${2-} (see --help)" ;;
			esac
			shift
			;;
		esac
		shift
	done
	mode=${mode:-apply}
	IFS=,
	for _name in $only$skip; do
		case " $modules " in *" $_name "*) ;; *) [ -z "$_name" ] || flux_die 64 "no module $_name among: $modules" ;; esac
	done
	IFS=$ifs
}

# flux_system: the tools, root, one of $targets and systemd are there; else the end
flux_system() {
	for _tool in awk cmp flock grep readlink sed stat tr uname; do
		command -v "$_tool" >/dev/null || flux_die 3 "$_tool is missing"
	done
	[ "$(id -u)" = 0 ] || flux_die 3 'root is needed'
	[ -r /etc/os-release ] || flux_die 3 'there is no /etc/os-release'
	_id='' _version=sid
	while IFS='=' read -r _key _value; do
		_value=${_value#\"}
		case $_key in
		ID) _id=${_value%\"} ;;
		VERSION_ID) _version=${_value%\"} ;;
		esac
	done </etc/os-release
	system=$_id:$_version
	case " $targets " in *" $system "*) ;; *) flux_die 3 "$system is none of: $targets" ;; esac
	[ -d /run/systemd/system ] || [ "$_id" = alpine ] || flux_die 3 'systemd does not run here'
}

# flux_interrupted: a signal ends the run; a module that is being applied is taken back
flux_interrupted() {
	trap '' INT TERM
	# the next run goes on with the rollback, and so does the watchdog
	[ "$mode" != rollback ] || exit 143
	code=5 failed=1
	! flux_undo "$module" || code=1
	flux_finish
	exit "$code"
}

# main ARGUMENT...: see flux_usage
main() {
	flux_options "$@"
	case $mode in
	help) flux_usage; exit ;;
	list) printf '%s\n' "$index" && exit ;;
	version) echo "$workflow $settings" && exit ;;
	esac
	flux_system
	[ "$timeout" = 0 ] || flux_self || flux_die 3 '--confirm-timeout needs this script as a file'
	exec 3>/dev/null
	trap '' HUP PIPE
	case $mode in
	history) flux_history && exit ;;
	apply) flux_ask && flux_lock && flux_resume ;;
	rollback | confirm) flux_lock ;;
	esac
	trap flux_interrupted INT TERM
	case $mode in
	# a watchdog whose run was confirmed, or taken back, while it waited for the lock has nothing to do
	rollback) if [ "$0" != "$state/script" ] || flux_armed; then flux_rollback; else flux_disarm; fi ;;
	confirm) flux_disarm ;;
	*)
		flux_steps
		flux_finish
		;;
	esac
	exit "$code"
}
main "$@"
}
