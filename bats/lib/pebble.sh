# shellcheck shell=sh
# Runs as root on a machine: an authority that speaks ACME. Pebble is the server that Let's Encrypt tests its clients with: a stand-in of
# their own. It proves the names by port 80, as they do.
apt-get -q update
DEBIAN_FRONTEND=noninteractive apt-get -qy --no-install-recommends install certbot pebble openssl
echo '127.0.0.1 www.example.org example.org' >>/etc/hosts
mkdir /srv/pebble
openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=localhost -addext subjectAltName=DNS:localhost \
	-keyout /srv/pebble/key.pem -out /srv/pebble/cert.pem
cat >/srv/pebble/config.json <<'JSON'
{"pebble": {"listenAddress": "127.0.0.1:14000", "managementListenAddress": "127.0.0.1:15000",
 "certificate": "/srv/pebble/cert.pem", "privateKey": "/srv/pebble/key.pem", "httpPort": 80, "tlsPort": 443,
 "ocspResponderURL": "", "externalAccountBindingRequired": false}}
JSON
# Started means listening: what is judged after a start has the authority's ports open.
cat >/etc/systemd/system/pebble.service <<'UNIT'
[Service]
TimeoutStartSec=60
Environment=PEBBLE_VA_NOSLEEP=1 PEBBLE_WFE_NONCEREJECT=0
ExecStart=/usr/bin/pebble -config /srv/pebble/config.json
ExecStartPost=/bin/sh -c 'for port in 14000 15000; do until openssl s_client -connect 127.0.0.1:$$port </dev/null >/dev/null 2>&1; do sleep 0.1; done; done'
UNIT
printf '%s\n' 'server = https://localhost:14000/dir' 'no-verify-ssl = true' >>/etc/letsencrypt/cli.ini
systemctl disable --now certbot.timer
systemctl start pebble
