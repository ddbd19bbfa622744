#!/bin/sh
# shellcheck shell=sh disable=SC2250,SC2317,SC2312,SC2016,SC2249
# SC2250: braces only where they are needed, for user data has to be small
# SC2317: steps and undo functions are called by names from the index and the journal
# SC2312: where a command substitution may fail, its empty output is the answer
# SC2016: what stands in single quotes is data and is not to be expanded
# SC2249: a case without a default does nothing by default
# module-sysctl.sh: made by flux from settings with sha256 aa564b72477a62a2fc5c57164dcc3cac4a94aa91314e30901da0361ffdb94e86
# It changes what the index names, can take it back, and needs root. Do not edit: edit flux.toml and build again.
# One command, from here to the last line: a script that was cut off on its way runs nothing.
{
flux_usage() {
	cat <<'FLUX'
Usage: sh module-sysctl.sh [MODE] [OPTION...]
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
sysctl.parameters | CIS 1.5.1 1.5.2 1.5.3 3.3.2 3.3.3 3.3.4 3.3.5 3.3.6 3.3.7 3.3.8 3.3.9 3.3.10, NIST AC-6 AC-6(1) SC-5(1) SC-5(3)(a) SC-7(10) SC-7(a) SC-30 SC-30(2) SI-11(a), ANSSI R9 R12 R14 | service | inverse | /etc/sysctl.d/zz-flux.conf
sysctl.core-limit | CIS 1.5.3, NIST SI-11(a) | none | restore | /etc/security/limits.d/flux.conf
sysctl.core-storage | CIS 1.5.3, NIST SI-11(a) | none | restore | /etc/systemd/coredump.conf.d/flux.conf
sysctl.modules | CIS 1.1.1.1 1.1.1.2 1.1.1.3 1.1.1.4 1.1.1.5 1.1.1.8 1.1.1.9 3.2.1 3.2.2 3.2.3 3.2.4, NIST CM-7(a) | none | restore | /etc/modprobe.d/flux.conf
'

set -u
umask 022
export LC_ALL=C HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1
unset NOTIFY_SOCKET BASH_ENV TAR_OPTIONS APT_CONFIG DPKG_ROOT DPKG_ADMINDIR PYTHONPATH PYTHONHOME PERL5LIB PERL5OPT

workflow=module-sysctl settings=aa564b72477a62a2fc5c57164dcc3cac4a94aa91314e30901da0361ffdb94e86
modules=sysctl
targets='debian:11 debian:12 debian:13 debian:sid ubuntu:20.04 ubuntu:22.04 ubuntu:24.04'
state=/var/lib/flux log=${FLUX_LOG_FILE:-/var/log/flux.log} format=${FLUX_LOG_FORMAT:-text} level=${FLUX_LOG_LEVEL:-info}
mode='' target='' only='' skip='' diff='' yes='' each='' force='' timeout=0 on_failure=rollback
run='' record='' count=1000 id='' row='' module='' unit='' due=' ' status='' note='' text='' out='' stats=''
code=0 system='' completed=0 changed=0 differs=0 failed=0 skipped=0
nl='
' ifs=$IFS

# ---- sysctl ----

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
net.ipv4.conf.all.rp_filter = 2
net.ipv4.conf.default.rp_filter = 2
net.ipv4.conf.*.rp_filter = 2
net.ipv4.conf.all.log_martians = 1
net.ipv4.conf.default.log_martians = 1
net.ipv4.conf.*.log_martians = 1
net.ipv4.tcp_syncookies = 1
net.ipv4.icmp_echo_ignore_broadcasts = 1
net.ipv4.icmp_ignore_bogus_error_responses = 1
net.ipv4.tcp_rfc1337 = 1
net.ipv4.ip_forward = 1
net.ipv6.conf.all.forwarding = 1
net.ipv6.conf.all.accept_ra = 2
net.ipv6.conf.default.accept_ra = 2
fs.inotify.max_user_instances = 8192
fs.inotify.max_user_watches = 524288
vm.max_map_count = 262144
kernel.panic = 10
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

# ---- runtime, the same in every script that needs it: sha256 77ccad76a77361314251edbe1d37e057d9f1e1e5abfbc3b515a84491aa776507 ----
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

# flux_try COMMAND...: runs it quietly; if it fails its last line joins $note
flux_try() {
	out=$("$@" 2>&1 </dev/null 9>&-) && return
	note="$note: $1 failed: ${out##*"$nl"}"
	return 1
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

# flux_modules PATH MODULE...: PATH keeps each kernel module from being loaded, by name or by alias
flux_modules() {
	_path=$1 text=''
	shift
	for _name; do
		text="${text}install $_name /bin/true${nl}blacklist $_name$nl"
	done
	flux_put "$_path" 644 root:root
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

# flux_die CODE TEXT: ends before anything is changed, and says why
flux_die() {
	_say="flux: $2; nothing was changed"
	case $_say in *[!\ -~]*) _say=$(printf %s "$_say" | tr -c ' -~\n' ' ') ;; esac
	printf '%s\n' "$_say" >&2
	exit "$1"
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
