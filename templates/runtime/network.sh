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

## Managers leave alone what their files do not say any more: MTUs, and devices that they have made.
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

## Not by `nmcli device connect`: that stays with the connection that is up, and makes one where there is none.
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
