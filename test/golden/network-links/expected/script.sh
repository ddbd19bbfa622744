#!/bin/sh
# shellcheck shell=sh disable=SC2250,SC2317,SC2312,SC2016,SC2249
# SC2250: braces only where they are needed, for user data has to be small
# SC2317: steps and undo functions are called by names from the index and the journal
# SC2312: where a command substitution may fail, its empty output is the answer
# SC2016: what stands in single quotes is data and is not to be expanded
# SC2249: a case without a default does nothing by default
# links.sh: made by flux from settings with sha256 824ad2a43c8f49c728b1654aba7716bdcdf0b00c4565cde549240b5102146dcf
# It changes what the index names, can take it back, and needs root. Do not edit: edit flux.toml and build again.
# One command, from here to the last line: a script that was cut off on its way runs nothing.
{
flux_usage() {
	cat <<'FLUX'
Usage: sh links.sh [MODE] [OPTION...]
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
network.interfaces | - | none | none | -
network.cloud-init | - | none | restore | /etc/cloud/cloud.cfg.d/99-flux-network.cfg
network.netplan-stanzas | - | lockout | restore | /etc/netplan/*.yaml
network.netplan | - | lockout | restore | /etc/netplan/90-flux.yaml
network.link-eth0 | - | lockout | restore | /etc/systemd/network/05-flux-eth0.network
network.link-eth1 | - | lockout | restore | /etc/systemd/network/05-flux-eth1.network
network.link-eth2 | - | lockout | restore | /etc/systemd/network/05-flux-eth2.network
network.device-bond0 | - | lockout | restore | /etc/systemd/network/05-flux-bond0.netdev
network.link-bond0 | - | lockout | restore | /etc/systemd/network/05-flux-bond0.network
network.device-eth0-12 | - | lockout | restore | /etc/systemd/network/05-flux-eth0.12.netdev
network.link-eth0-12 | - | lockout | restore | /etc/systemd/network/05-flux-eth0.12.network
network.nm-eth0 | - | lockout | restore | /etc/NetworkManager/system-connections/flux-eth0.nmconnection
network.nm-eth1 | - | lockout | restore | /etc/NetworkManager/system-connections/flux-eth1.nmconnection
network.nm-eth2 | - | lockout | restore | /etc/NetworkManager/system-connections/flux-eth2.nmconnection
network.nm-bond0 | - | lockout | restore | /etc/NetworkManager/system-connections/flux-bond0.nmconnection
network.nm-eth0-12 | - | lockout | restore | /etc/NetworkManager/system-connections/flux-eth0.12.nmconnection
network.ifupdown-stanzas | - | lockout | restore | /etc/network/interfaces /etc/network/interfaces.d/*
network.ifupdown | - | lockout | restore | /etc/network/interfaces.d/flux
network.apply | - | lockout | inverse | eth0 eth1 eth2 bond0 eth0.12
'

set -u
umask 022
export LC_ALL=C HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1
unset NOTIFY_SOCKET BASH_ENV TAR_OPTIONS APT_CONFIG DPKG_ROOT DPKG_ADMINDIR PYTHONPATH PYTHONHOME PERL5LIB PERL5OPT

workflow=links settings=824ad2a43c8f49c728b1654aba7716bdcdf0b00c4565cde549240b5102146dcf
modules=network
targets='debian:11 debian:12 debian:13 debian:sid ubuntu:20.04 ubuntu:22.04 ubuntu:24.04'
state=/var/lib/flux log=${FLUX_LOG_FILE:-/var/log/flux.log} format=${FLUX_LOG_FORMAT:-text} level=${FLUX_LOG_LEVEL:-info}
mode='' target='' only='' skip='' diff='' yes='' each='' force='' timeout=0 on_failure=rollback
run='' record='' count=1000 id='' row='' module='' unit='' due=' ' status='' note='' text='' out='' stats=''
code=0 system='' completed=0 changed=0 differs=0 failed=0 skipped=0
nl='
' ifs=$IFS

# ---- network ----

# network.interfaces: Require the interfaces eth0, eth1, eth2
# why: a name that is wrong would leave the machine without a network
# risk: none; undo: none
network_interfaces() {
	flux_interfaces eth0 eth1 eth2
}

# network.cloud-init: Have cloud-init leave the network alone
# why: at the next boot it would write its own configuration again
# risk: none; undo: restore
network_cloud_init() {
	flux_path /etc/cloud/cloud.cfg.d || return 0
	flux_file /etc/cloud/cloud.cfg.d/99-flux-network.cfg 644 root:root <<'FLUX'
network: {config: disabled}
FLUX
}

# network.netplan-stanzas: Leave the interfaces to /etc/netplan/90-flux.yaml
# why: of two files that name one interface netplan does what both say
# risk: lockout; undo: restore
network_netplan_stanzas() {
	flux_manager netplan || return 0
	unit='network eth0,eth1,eth2,bond0,eth0.12'
	flux_stanzas netplan eth0 eth1 eth2 bond0 eth0.12
}

# network.netplan: Write /etc/netplan/90-flux.yaml
# why: so netplan sets up eth0, eth1, eth2, bond0, eth0.12
# risk: lockout; undo: restore
network_netplan() {
	flux_manager netplan || return 0
	unit='network eth0,eth1,eth2,bond0,eth0.12'
	flux_file /etc/netplan/90-flux.yaml 600 root:root <<'FLUX'
{
 "network": {
  "version": 2,
  "ethernets": {
   "eth0": {
    "dhcp4": true,
    "dhcp6": true,
    "accept-ra": true,
    "nameservers": {
     "addresses": [
      "10.0.0.53"
     ]
    }
   },
   "eth1": {
    "dhcp4": false,
    "dhcp6": false,
    "accept-ra": false,
    "link-local": [],
    "mtu": 9000
   },
   "eth2": {
    "dhcp4": false,
    "dhcp6": false,
    "accept-ra": false,
    "link-local": [],
    "mtu": 9000
   }
  },
  "bonds": {
   "bond0": {
    "interfaces": [
     "eth1",
     "eth2"
    ],
    "parameters": {
     "mode": "802.3ad",
     "mii-monitor-interval": 100
    },
    "dhcp4": false,
    "dhcp6": false,
    "accept-ra": true,
    "addresses": [
     "10.78.0.2/24",
     "fd78::2/64"
    ],
    "routes": [
     {
      "to": "0.0.0.0/0",
      "via": "10.78.0.1"
     },
     {
      "to": "::/0",
      "via": "fd78::1"
     }
    ],
    "nameservers": {
     "addresses": [
      "10.0.0.53"
     ]
    },
    "mtu": 9000
   }
  },
  "vlans": {
   "eth0.12": {
    "id": 12,
    "link": "eth0",
    "dhcp4": true,
    "dhcp6": false,
    "accept-ra": false,
    "link-local": [],
    "nameservers": {
     "addresses": [
      "10.0.0.53"
     ]
    }
   }
  }
 }
}
FLUX
}

# network.link-eth0: Write /etc/systemd/network/05-flux-eth0.network
# why: so networkd sets up eth0, eth1, eth2, bond0, eth0.12
# risk: lockout; undo: restore
network_link_eth0() {
	flux_manager networkd || return 0
	unit='network eth0,eth1,eth2,bond0,eth0.12'
	flux_file /etc/systemd/network/05-flux-eth0.network 644 root:root <<'FLUX'
[Match]
Name=eth0
[Network]
DHCP=yes
IPv6AcceptRA=yes
VLAN=eth0.12
DNS=10.0.0.53
FLUX
}

# network.link-eth1: Write /etc/systemd/network/05-flux-eth1.network
# why: so networkd sets up eth0, eth1, eth2, bond0, eth0.12
# risk: lockout; undo: restore
network_link_eth1() {
	flux_manager networkd || return 0
	unit='network eth0,eth1,eth2,bond0,eth0.12'
	flux_file /etc/systemd/network/05-flux-eth1.network 644 root:root <<'FLUX'
[Match]
Name=eth1
[Link]
MTUBytes=9000
[Network]
DHCP=no
IPv6AcceptRA=no
LinkLocalAddressing=no
Bond=bond0
FLUX
}

# network.link-eth2: Write /etc/systemd/network/05-flux-eth2.network
# why: so networkd sets up eth0, eth1, eth2, bond0, eth0.12
# risk: lockout; undo: restore
network_link_eth2() {
	flux_manager networkd || return 0
	unit='network eth0,eth1,eth2,bond0,eth0.12'
	flux_file /etc/systemd/network/05-flux-eth2.network 644 root:root <<'FLUX'
[Match]
Name=eth2
[Link]
MTUBytes=9000
[Network]
DHCP=no
IPv6AcceptRA=no
LinkLocalAddressing=no
Bond=bond0
FLUX
}

# network.device-bond0: Write /etc/systemd/network/05-flux-bond0.netdev
# why: so networkd sets up eth0, eth1, eth2, bond0, eth0.12
# risk: lockout; undo: restore
network_device_bond0() {
	flux_manager networkd || return 0
	unit='network eth0,eth1,eth2,bond0,eth0.12'
	flux_file /etc/systemd/network/05-flux-bond0.netdev 644 root:root <<'FLUX'
[NetDev]
Name=bond0
Kind=bond
[Bond]
Mode=802.3ad
MIIMonitorSec=100ms
FLUX
}

# network.link-bond0: Write /etc/systemd/network/05-flux-bond0.network
# why: so networkd sets up eth0, eth1, eth2, bond0, eth0.12
# risk: lockout; undo: restore
network_link_bond0() {
	flux_manager networkd || return 0
	unit='network eth0,eth1,eth2,bond0,eth0.12'
	flux_file /etc/systemd/network/05-flux-bond0.network 644 root:root <<'FLUX'
[Match]
Name=bond0
[Link]
MTUBytes=9000
[Network]
DHCP=no
IPv6AcceptRA=yes
Address=10.78.0.2/24
Address=fd78::2/64
DNS=10.0.0.53
[Route]
Gateway=10.78.0.1
[Route]
Gateway=fd78::1
FLUX
}

# network.device-eth0-12: Write /etc/systemd/network/05-flux-eth0.12.netdev
# why: so networkd sets up eth0, eth1, eth2, bond0, eth0.12
# risk: lockout; undo: restore
network_device_eth0_12() {
	flux_manager networkd || return 0
	unit='network eth0,eth1,eth2,bond0,eth0.12'
	flux_file /etc/systemd/network/05-flux-eth0.12.netdev 644 root:root <<'FLUX'
[NetDev]
Name=eth0.12
Kind=vlan
[VLAN]
Id=12
FLUX
}

# network.link-eth0-12: Write /etc/systemd/network/05-flux-eth0.12.network
# why: so networkd sets up eth0, eth1, eth2, bond0, eth0.12
# risk: lockout; undo: restore
network_link_eth0_12() {
	flux_manager networkd || return 0
	unit='network eth0,eth1,eth2,bond0,eth0.12'
	flux_file /etc/systemd/network/05-flux-eth0.12.network 644 root:root <<'FLUX'
[Match]
Name=eth0.12
[Network]
DHCP=ipv4
IPv6AcceptRA=no
LinkLocalAddressing=no
DNS=10.0.0.53
FLUX
}

# network.nm-eth0: Write /etc/NetworkManager/system-connections/flux-eth0.nmconnection
# why: so networkmanager sets up eth0, eth1, eth2, bond0, eth0.12
# risk: lockout; undo: restore
network_nm_eth0() {
	flux_manager networkmanager || return 0
	unit='network eth0,eth1,eth2,bond0,eth0.12'
	flux_file /etc/NetworkManager/system-connections/flux-eth0.nmconnection 600 root:root <<'FLUX'
[connection]
id=flux-eth0
type=ethernet
interface-name=eth0
autoconnect-priority=100
[ipv4]
method=auto
dns=10.0.0.53;
[ipv6]
method=auto
FLUX
}

# network.nm-eth1: Write /etc/NetworkManager/system-connections/flux-eth1.nmconnection
# why: so networkmanager sets up eth0, eth1, eth2, bond0, eth0.12
# risk: lockout; undo: restore
network_nm_eth1() {
	flux_manager networkmanager || return 0
	unit='network eth0,eth1,eth2,bond0,eth0.12'
	flux_file /etc/NetworkManager/system-connections/flux-eth1.nmconnection 600 root:root <<'FLUX'
[connection]
id=flux-eth1
type=ethernet
interface-name=eth1
autoconnect-priority=100
master=bond0
slave-type=bond
[ethernet]
mtu=9000
FLUX
}

# network.nm-eth2: Write /etc/NetworkManager/system-connections/flux-eth2.nmconnection
# why: so networkmanager sets up eth0, eth1, eth2, bond0, eth0.12
# risk: lockout; undo: restore
network_nm_eth2() {
	flux_manager networkmanager || return 0
	unit='network eth0,eth1,eth2,bond0,eth0.12'
	flux_file /etc/NetworkManager/system-connections/flux-eth2.nmconnection 600 root:root <<'FLUX'
[connection]
id=flux-eth2
type=ethernet
interface-name=eth2
autoconnect-priority=100
master=bond0
slave-type=bond
[ethernet]
mtu=9000
FLUX
}

# network.nm-bond0: Write /etc/NetworkManager/system-connections/flux-bond0.nmconnection
# why: so networkmanager sets up eth0, eth1, eth2, bond0, eth0.12
# risk: lockout; undo: restore
network_nm_bond0() {
	flux_manager networkmanager || return 0
	unit='network eth0,eth1,eth2,bond0,eth0.12'
	flux_file /etc/NetworkManager/system-connections/flux-bond0.nmconnection 600 root:root <<'FLUX'
[connection]
id=flux-bond0
type=bond
interface-name=bond0
autoconnect-priority=100
[bond]
mode=802.3ad
miimon=100
[ethernet]
mtu=9000
[ipv4]
method=manual
address1=10.78.0.2/24
route1=0.0.0.0/0,10.78.0.1
dns=10.0.0.53;
[ipv6]
method=auto
address1=fd78::2/64
route1=::/0,fd78::1
FLUX
}

# network.nm-eth0-12: Write /etc/NetworkManager/system-connections/flux-eth0.12.nmconnection
# why: so networkmanager sets up eth0, eth1, eth2, bond0, eth0.12
# risk: lockout; undo: restore
network_nm_eth0_12() {
	flux_manager networkmanager || return 0
	unit='network eth0,eth1,eth2,bond0,eth0.12'
	flux_file /etc/NetworkManager/system-connections/flux-eth0.12.nmconnection 600 root:root <<'FLUX'
[connection]
id=flux-eth0.12
type=vlan
interface-name=eth0.12
autoconnect-priority=100
[vlan]
id=12
parent=eth0
[ipv4]
method=auto
dns=10.0.0.53;
[ipv6]
method=disabled
FLUX
}

# network.ifupdown-stanzas: Leave the interfaces to /etc/network/interfaces.d/flux
# why: of two files that name one interface ifupdown does what both say
# risk: lockout; undo: restore
network_ifupdown_stanzas() {
	flux_manager ifupdown || return 0
	unit='network eth0,eth1,eth2,bond0,eth0.12'
	flux_stanzas ifupdown eth0 eth1 eth2 bond0 eth0.12
}

# network.ifupdown: Write /etc/network/interfaces.d/flux
# why: so ifupdown sets up eth0, eth1, eth2, bond0, eth0.12
# risk: lockout; undo: restore
network_ifupdown() {
	flux_manager ifupdown || return 0
	unit='network eth0,eth1,eth2,bond0,eth0.12'
	flux_file /etc/network/interfaces.d/flux 644 root:root <<'FLUX'
auto eth0
iface eth0 inet dhcp
	dns-nameservers 10.0.0.53
iface eth0 inet6 auto
auto eth1
iface eth1 inet manual
	mtu 9000
auto eth2
iface eth2 inet manual
	mtu 9000
auto bond0
iface bond0 inet static
	address 10.78.0.2/24
	gateway 10.78.0.1
	pre-up [ -e /sys/class/net/bond0 ] || ip link add bond0 type bond mode 802.3ad miimon 100
	pre-up ip link set eth1 down
	pre-up ip link set eth1 master bond0
	pre-up ip link set eth2 down
	pre-up ip link set eth2 master bond0
	post-down ip link delete bond0
	mtu 9000
	dns-nameservers 10.0.0.53
iface bond0 inet6 static
	address fd78::2/64
	gateway fd78::1
auto eth0.12
iface eth0.12 inet dhcp
	vlan-raw-device eth0
	dns-nameservers 10.0.0.53
FLUX
}

# network.apply: Set up eth0, eth1, eth2, bond0, eth0.12, and see that the machine is still reached
# why: gateways must answer and the way back to your SSH client must exist, else all is taken back
# risk: lockout; undo: inverse
network_apply() {
	flux_network eth0,eth1,eth2,bond0,eth0.12 '10.78.0.2 fd78::2' '10.78.0.1 fd78::1' ''
}

# ---- runtime, the same in every script that needs it: sha256 31932567d15f161cacd37964ca3dc22d9b0b23a5f6f6b65d66bf90d4e3fe1ccb ----
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

# flux_refuse TEXT: a guard does not hold; nothing after it may run
flux_refuse() {
	status=refused note=$1
	return 1
}

manager=''

# flux_manager NAME: it runs the network here, else the step is skipped
flux_manager() {
	flux_managed
	[ "$manager" != "$1" ] || return 0
	status=skipped note="the network is run by $manager"
	return 1
}

# flux_managed: sets $manager to what runs the network here
flux_managed() {
	[ -n "$manager" ] || manager=$(flux_find_manager)
}

# flux_find_manager: prints what runs the network here
flux_find_manager() {
	set -- /etc/netplan/*.yaml
	if [ -e "$1" ] && command -v netplan >/dev/null; then
		echo netplan
	elif systemctl -q is-active NetworkManager; then
		echo networkmanager
	elif systemctl -q is-active systemd-networkd; then
		echo networkd
	else
		echo ifupdown
	fi
}

# flux_network INTERFACES ADDRESSES GATEWAYS MANAGER: if a file of theirs has changed they are set up anew; addresses are there, gateways answer
flux_network() {
	manager=${4:-$manager}
	case $due in *" $1 "*) ;; *) [ -n "$(flux_cut_off "$2" '' '')" ] || return 0 ;; esac
	flux_differs "set up $1" || return 0
	flux_managed
	flux_keep manager "$manager" && flux_keep_links "$1" && flux_undo_network "$1" || return
	flux_done "$1"
	_client=${SSH_CONNECTION-}
	_client=${_client%% *}
	# a manager answers before it has begun: only what holds twice, a second apart, is there to stay
	_held=0
	for _try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
		sleep 1
		_lost=$(flux_cut_off "$2" "$3" "$_client")
		_held=$((_held + 1))
		[ -z "$_lost" ] || _held=0
		[ "$_held" -lt 2 ] || return 0
	done
	note="$note: $_lost"
	return 1
}

# flux_cut_off ADDRESSES GATEWAYS CLIENT: prints the first address that is not there, gateway that does not answer, or that CLIENT has no route
flux_cut_off() {
	_have=$(ip -o addr show)
	for _address in $1; do
		case $_have in *" $_address/"*) ;; *) echo "$_address is not there" && return ;; esac
	done
	for _address in $2; do
		ping -c 1 -W 1 "$_address" >/dev/null 2>&1 && continue
		case $(ip neigh show "$_address") in
		*REACHABLE* | *STALE* | *DELAY* | *PROBE* | *PERMANENT* | *NOARP*) ;;
		*) echo "$_address does not answer" && return ;;
		esac
	done
	[ -z "$3" ] || ip route get "$3" >/dev/null 2>&1 || echo "no way back to $3"
}

# flux_keep_links INTERFACES: journals which of these are there, with their MTUs
flux_keep_links() {
	IFS=,
	for _interface in $1; do
		IFS=$ifs _mtu=''
		[ ! -e "/sys/class/net/$_interface/mtu" ] || _mtu=$(cat "/sys/class/net/$_interface/mtu")
		flux_keep link "$_interface" "$_mtu" || return
	done
	IFS=$ifs
}

# flux_undo_manager NAME: what set up the network, whoever runs it otherwise, is what takes that back
flux_undo_manager() {
	manager=$1
}

# flux_undo_link INTERFACE MTU: is as large as before, or goes if it was not there
flux_undo_link() {
	[ -e "/sys/class/net/$1" ] || return 0
	if [ -n "$2" ]; then flux_try ip link set "$1" mtu "$2"; else flux_try ip link delete "$1"; fi
}

# flux_undo_network INTERFACES: with commas; set up as the files say now
flux_undo_network() {
	flux_managed
	IFS=,
	# shellcheck disable=SC2086 # a list of names
	set -- $1
	IFS=$ifs
	case $manager in
	netplan)
		# without `netplan apply` where networkd does the work: that asks udev about every device of the machine
		flux_try netplan generate || return
		if systemctl -q is-active systemd-networkd; then
			flux_networkd_up "$@"
		else
			flux_try netplan apply
		fi
		;;
	networkd) flux_networkd_up "$@" ;;
	networkmanager)
		flux_try nmcli connection reload || return
		for _interface; do
			flux_nm_up "$_interface" || return
		done
		;;
	ifupdown)
		for _interface; do
			ifdown --force "$_interface" >/dev/null 2>&1
			ip addr flush dev "$_interface" 2>/dev/null
			ifquery "$_interface" >/dev/null 2>&1 || continue
			flux_try ifup "$_interface" || return
		done
		;;
	esac
}

# flux_networkd_up INTERFACE...: networkd has read its files and sets up those of them that are there already
flux_networkd_up() {
	for _interface; do
		shift
		[ ! -e "/sys/class/net/$_interface" ] || set -- "$@" "$_interface"
	done
	flux_try networkctl reload && { [ $# = 0 ] || flux_try networkctl reconfigure "$@"; }
}

# flux_nm_up INTERFACE: NetworkManager has set it up by flux's connection, or else, if there is none, by one that it takes by itself
flux_nm_up() {
	if [ -e "/etc/NetworkManager/system-connections/flux-$1.nmconnection" ]; then
		flux_try nmcli connection up "flux-$1"
		return
	fi
	for _try in 1 2 3 4 5; do
		[ -e "/sys/class/net/$1" ] || return 0
		sleep 1
		case $(nmcli -g GENERAL.STATE device show "$1" 2>/dev/null) in 100*) return 0 ;; esac
	done
}

# flux_interfaces NAME...: there are such interfaces
flux_interfaces() {
	for _interface; do
		[ -e "/sys/class/net/$_interface" ] || {
			flux_refuse "there is no interface $_interface; there are: $(ls /sys/class/net)"
			return
		}
	done
}

# flux_path PATH: it is there, else the step is skipped
flux_path() {
	[ ! -e "$1" ] || return 0
	status=skipped note="there is no $1"
	return 1
}

# flux_stanzas MANAGER NAME...: of the files of ifupdown or netplan only flux's says anything of these interfaces
flux_stanzas() {
	_by=$1
	shift
	for _path in /etc/network/interfaces /etc/network/interfaces.d/* /etc/netplan/*.yaml; do
		[ -f "$_path" ] || continue
		case $_by$_path in
		*/flux | */90-flux.yaml) continue ;;
		netplan/etc/netplan/*) text=$(flux_no_devices "$_path" "$@")$nl ;;
		ifupdown/etc/network/*) text=$(flux_no_stanzas "$_path" "$@")$nl ;;
		*) continue ;;
		esac
		case $_path in
		*/interfaces) printf %s "$text" | grep -q '^ *source.*interfaces\.d' || text="${text}source /etc/network/interfaces.d/flux$nl" ;;
		esac
		[ "$text" = "$(cat "$_path")$nl" ] || flux_put "$_path" || return
	done
}

# flux_no_stanzas PATH NAME...: prints a file of interfaces(5) without these: their stanzas, and their names among those to bring up
flux_no_stanzas() {
	_path=$1
	shift
	awk -v names=" $* " '
		$1 == "auto" || $1 ~ /^(allow-|no-)/ {
			ours = 0
			line = $1
			for (i = 2; i <= NF; i++) if (!index(names, " " $i " ")) line = line " " $i
			if (line != $1) print split(line, words) == NF ? $0 : line
			next
		}
		$1 ~ /^(iface|mapping|source)/ { ours = $1 !~ /^source/ && index(names, " " $2 " ") }
		!ours || /^#/ || !NF' "$_path"
}

# flux_no_devices PATH NAME...: prints a file of netplan(5), written in blocks, without the definitions of these
flux_no_devices() {
	_path=$1
	shift
	awk -v names=" $* " '
		/^ *(#.*)?$/ { if (!ours) print; next }
		{ match($0, /^ */); depth = RLENGTH }
		of && depth <= section { of = ours = 0 }
		!of && /^ *[a-z-]+s: *(#.*)?$/ { of = 1; section = depth; device = 0; head = $0; next }
		of {
			if (!device) device = depth
			if (depth == device) { key = $1; gsub(/[":\047]/, "", key); ours = index(names, " " key " ") }
			if (ours) next
			if (head != "") print head
			head = ""
		}
		{ print }' "$_path"
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
