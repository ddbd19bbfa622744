# flux_package_cache: no downloaded packages are kept
flux_package_cache() {
	set -- /var/cache/apt/archives/*.deb
	[ -e "$1" ] || return 0
	flux_differs "delete $# downloaded packages" || return 0
	flux_try apt-get clean
}
