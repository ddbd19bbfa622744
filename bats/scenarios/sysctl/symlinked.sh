# shellcheck shell=sh
# The path that our file is to have is a symbolic link to a file elsewhere, which is not ours to write.
# untouched: /etc/precious
file=$(sh /opt/flux.sh --list | grep -o '/etc/sysctl.d/[^ ,;]*' | head -n 1)
printf 'net.ipv4.tcp_rfc1337 = 0\n' >/etc/precious
ln -s /etc/precious "$file"
