# flux_assume FILE: an earlier step would bring it: assumed when nothing is applied, else a failure
flux_assume() {
	status=assumed note="$1 comes with packages.install"
	[ "$mode" != apply ]
}
