# shellcheck shell=sh
# What dpkg, apt and systemd say.
[ "$(dpkg-query -W -f '${Version}' flux-sample)" = 2 ]
[ "$(apt-mark showhold)" = less ]
jq --version
[ "$(dpkg-query -W -f '${db:Status-Status}' rsync)" != installed ]
[ -z "$(find /var/cache/apt/archives -name '*.deb')" ]
for line in 'APT::Periodic::Update-Package-Lists "1";' 'APT::Periodic::Unattended-Upgrade "1";' 'Unattended-Upgrade::Mail "ops@example.org";' \
	'Unattended-Upgrade::Automatic-Reboot "true";' 'Unattended-Upgrade::Automatic-Reboot-Time "03:30";'; do
	apt-config dump | grep -Fx "$line" || { echo "apt has not: $line" && exit 1; }
done
systemctl is-active apt-daily.timer apt-daily-upgrade.timer
[ ! -e /run/systemd/shutdown/scheduled ]
