# shellcheck shell=sh
# Applied; then somebody loosened the file's mode and set one value back live.
# before: apply
file=$(sh /opt/flux.sh --list | grep -o '/etc/sysctl.d/[^ ,;]*' | head -n 1)
chmod 666 "$file"
sysctl -qw net.ipv4.conf.all.log_martians=0
