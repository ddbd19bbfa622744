# shellcheck shell=sh
# Applied; then somebody damaged the certificate and trusted the other again.
# before: apply
echo junk >/usr/local/share/ca-certificates/example.crt
sed -i 's/^!mozilla/mozilla/' /etc/ca-certificates.conf
update-ca-certificates
