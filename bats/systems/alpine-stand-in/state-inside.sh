# shellcheck shell=sh
# Runs inside the stand-in for Alpine, for the verb `state`: as lib/state-inside.sh, with what is there.

# section TITLE: begins one.
section() { printf '\n## %s\n' "$1"; }

section sockets
netstat -lntu 2>/dev/null | awk '/^(tcp|udp)/ { print $1, $4 }' | sort
section services
rc-status -C --all 2>/dev/null | sed -e 's/[[:space:]][[:space:]]*/ /g' -e 's/ [0-9:]* (.*//' | grep . | sort
rc-update show -v | sort
section sshd
sshd -T 2>&1 | sort
section accounts
cut -d: -f1,3,4,6,7 /etc/passwd
cut -d: -f1,3,4 /etc/group
cut -d: -f1,2 /etc/shadow
section links
ip -o link show 2>/dev/null | sed -n 's/^[0-9]*: \([^@:]*\).* state \([A-Z]*\).*/\1 \2/p'
section sysctl
sysctl -a 2>/dev/null | grep -E '^(net\.(ipv4|ipv6|core|netfilter)|kernel\.(kptr|dmesg|randomize|unpriv|yama|sysrq|perf|kexec|core)|fs\.(protected|suid))' |
	grep -vE 'nf_conntrack_count|stat_|\.(route|neigh).*(gc|flush)|cookie|netfilter.nf_conntrack_(generation|buckets)|\.stable_secret|_tcp_mem|udp_mem|fastopen_key'
