# shellcheck shell=sh
# Own values in several places, one of them in a file that sorts after ours, and live values that no file asks for.
printf 'net.ipv4.conf.all.accept_redirects=1\nvm.swappiness = 10\n' >/etc/sysctl.conf
printf '# by hand\nnet.ipv4.tcp_syncookies = 0\n' >/etc/sysctl.d/20-ours.conf
sysctl -qw net.ipv4.tcp_syncookies=0 net.ipv4.conf.all.rp_filter=2 net.ipv4.conf.default.send_redirects=1
