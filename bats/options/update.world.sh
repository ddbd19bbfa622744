# shellcheck shell=sh
# Two repositories, stand-ins of the distribution's: one is named as Debian's for security is, with a fix of one package; the other has
# newer versions of two. The index was read three hours ago, before the fix came.
# after: lib/samples.sh
for name in flux-one flux-two; do
	sample_package "$name" 1
	dpkg -i "/srv/samples/${name}_1_all.deb"
	sample_package "$name" 2
done
sample_release /srv/samples Debian
sample_package flux-one 3
mkdir /srv/fixes
mv /srv/samples/flux-one_3_all.deb /srv/fixes
sample_release /srv/fixes Debian-Security
apt-get -q update
rm /srv/fixes/flux-one_3_all.deb
sample_package flux-one 4
mv /srv/samples/flux-one_4_all.deb /srv/fixes
sample_release /srv/fixes Debian-Security
: >/var/cache/flux-upgraded
touch -d '3 hours ago' /var/cache/flux-upgraded
