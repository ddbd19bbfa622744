# flux_assume FILE: packages.install would bring it: assumed, unless applying, when it failed to
flux_assume() {
	status=assumed note="$1 comes with packages.install"
	[ "$mode" != apply ]
}
