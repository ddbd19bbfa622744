# shellcheck shell=sh
# A repository of the test's own, a stand-in of the distribution's: it has a newer version of a package that is installed here.
mkdir -p /srv/newer /tmp/package/DEBIAN
package() {
	printf 'Package: flux-sample\nVersion: %s\nArchitecture: all\nMaintainer: test <t@localhost>\nDescription: sample\n' "$1" \
		>/tmp/package/DEBIAN/control
	dpkg-deb -b /tmp/package "/srv/newer/flux-sample_$1_all.deb"
}
package 1
package 2
dpkg -i /srv/newer/flux-sample_1_all.deb
rm -r /tmp/package
(cd /srv/newer && apt-ftparchive packages . >Packages && apt-ftparchive -o APT::FTPArchive::Release::Origin=test release . >Release)
echo 'deb [trusted=yes] file:/srv/newer ./' >/etc/apt/sources.list.d/newer.list
apt-get -q update
DEBIAN_FRONTEND=noninteractive apt-get -qy --no-install-recommends install rsync
