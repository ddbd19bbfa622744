# shellcheck shell=sh
# What openssl trusts, and what it does not trust any more.
openssl verify -CApath /etc/ssl/certs /usr/local/share/ca-certificates/example.crt
[ ! -e /etc/ssl/certs/GlobalSign_Root_CA_-_R3.pem ]
subject=$(openssl x509 -noout -subject -in /usr/local/share/ca-certificates/example.crt)
[ "$subject" = 'subject=CN = Example CA' ] || [ "$subject" = 'subject=CN=Example CA' ]
body=$(sed -n 2p /usr/local/share/ca-certificates/example.crt)
grep -F "$body" /etc/ssl/certs/ca-certificates.crt
