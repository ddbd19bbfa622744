# shellcheck shell=sh
# The certificate's file is a symbolic link to a file elsewhere, which is not ours to write.
# untouched: /etc/precious
echo precious >/etc/precious
ln -s /etc/precious /usr/local/share/ca-certificates/example.crt
update-ca-certificates
