# shellcheck shell=sh
# Runs as root on a machine: packages of the test's own, in a repository there, for what apt and dpkg do with versions.

# sample_package NAME VERSION [FIELD]: one more in /srv/samples.
sample_package() {
	mkdir -p /srv/samples /tmp/sample/DEBIAN
	printf 'Package: %s\nVersion: %s\nArchitecture: all\nMaintainer: test <t@localhost>\nDescription: sample\n' "$1" "$2" >/tmp/sample/DEBIAN/control
	[ -z "${3:-}" ] || printf '%s\n' "$3" >>/tmp/sample/DEBIAN/control
	dpkg-deb -b /tmp/sample "/srv/samples/$1_$2_all.deb"
	rm -r /tmp/sample
}

# sample_release FOLDER [LABEL]: the folder's index says what is in it now. Apt copies it, for of a file: repository it reads the index
# where it lies; and a second later than the last, for apt tells indexes apart by their times.
sample_release() {
	sleep 1.1
	(cd "$1" && apt-ftparchive packages . >Packages &&
		apt-ftparchive -o APT::FTPArchive::Release::Label="${2:-test}" release . >/tmp/Release && mv /tmp/Release .)
	echo "deb [trusted=yes] copy:$1 ./" >"/etc/apt/sources.list.d/${1##*/}.list"
}

# sample_index: that of /srv/samples, and apt has read it.
sample_index() {
	sample_release /srv/samples
	apt-get -q update
}
