## router-advertisements: the default route of IPv6 was learned from a router. forwarding: a bridge of containers is up.
# flux_independent router-advertisements|forwarding: the machine does not depend on it
flux_independent() {
	case $1 in
	router-advertisements)
		! ip -6 route show default 2>/dev/null | grep -q 'proto ra' || flux_refuse 'IPv6 comes from router advertisements: without them it is cut off'
		;;
	*)
		set -- /sys/class/net/*/bridge
		[ ! -e "$1" ] || flux_refuse "containers need forwarding: ${1%/bridge}"
		;;
	esac
}
