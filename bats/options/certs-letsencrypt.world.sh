# shellcheck shell=sh
# A web server, and a service that notes when it is reloaded.
# after: lib/pebble.sh
mkdir /srv/www
systemd-run -q --unit=web python3 -m http.server -d /srv/www 80
timeout 60 sh -c 'until ss -Hltn sport = :80 | grep -q .; do sleep 0.1; done'
cat >/etc/systemd/system/sample.service <<'UNIT'
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=true
ExecReload=touch /run/sample-was-reloaded
UNIT
systemctl start sample
