# shellcheck shell=sh
# Runs inside a container of a distribution's image, Debian or Ubuntu, with network: makes a server of it, as the verb build makes one
# from packages. $1: the packages, separated by commas. /srv/repo becomes the local repository, with what packages.list there names.
set -eu
DEBIAN_FRONTEND=noninteractive LC_ALL=C
export DEBIAN_FRONTEND LC_ALL

# known PACKAGE...: prints those that the release has.
known() {
	for package; do
		! apt-cache show "$package" >/dev/null 2>&1 || printf '%s ' "$package"
	done
}

# What makes a container image of it: no service starts, no package is kept.
rm -f /usr/sbin/policy-rc.d /etc/apt/apt.conf.d/docker-* /etc/dpkg/dpkg.cfg.d/docker-*
printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
chmod 755 /usr/sbin/policy-rc.d
apt-get -q update
# shellcheck disable=SC2046 # names
apt-get -qy --no-install-recommends install $(known $(printf '%s' "$1" | tr , ' '))

cd /srv/repo
mkdir partial
grep -v -e '^#' -e '^$' packages.list | while read -r package; do
	[ -n "$(known "$package")" ] || continue
	apt-get -qy --download-only --install-recommends -o Dir::Cache::Archives=/srv/repo -o APT::Sandbox::User=root install "$package" </dev/null ||
		echo "the repository lacks $package"
done
rm -rf partial lock
apt-ftparchive packages . >Packages
gzip -9nk Packages
. /etc/os-release
apt-ftparchive -o "APT::FTPArchive::Release::Suite=$VERSION_CODENAME" -o "APT::FTPArchive::Release::Codename=$VERSION_CODENAME" \
	-o "APT::FTPArchive::Release::Origin=${NAME%% *}" -o "APT::FTPArchive::Release::Label=${NAME%% *}" release . >Release

rm -f /etc/apt/sources.list.d/* /var/lib/apt/lists/*_* /var/cache/apt/*.bin /etc/ssh/ssh_host_* \
	/usr/sbin/policy-rc.d /var/lib/systemd/random-seed
echo 'deb [trusted=yes] file:/srv/repo ./' >/etc/apt/sources.list.d/local.list
# Empty, but there: python-apt would make it when apt's timers run unattended-upgrade, at some time of the day.
: >/etc/apt/sources.list
: >/etc/machine-id
mkdir -p /etc/cloud/cloud.cfg.d
echo 'datasource_list: [ NoCloud, None ]' >/etc/cloud/cloud.cfg.d/90_dpkg.cfg
echo 'manage_etc_hosts: true' >/etc/cloud/cloud.cfg.d/01_debian_cloud.cfg
# The same account everywhere, for the suites to log in as.
cat >/etc/cloud/cloud.cfg.d/95-local.cfg <<-CONFIG
	apt: { preserve_sources_list: true }
	locale: C.UTF-8
	system_info: { default_user: { name: debian, lock_passwd: true, shell: /bin/bash, sudo: ['ALL=(ALL) NOPASSWD:ALL'], groups: [adm, sudo] } }
CONFIG
systemctl --quiet enable systemd-networkd systemd-networkd-wait-online 2>/dev/null || :
