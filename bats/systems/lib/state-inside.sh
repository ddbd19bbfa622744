# shellcheck shell=sh
# Runs inside the container for the verb `state`.

# section TITLE: begins one.
section() { printf '\n## %s\n' "$1"; }

section nftables
nft -s list ruleset 2>/dev/null | sed 's/ counter packets [0-9]* bytes [0-9]*/ counter/'
section 'legacy iptables'
for save in iptables-legacy-save ip6tables-legacy-save; do
	if command -v "$save" >/dev/null; then "$save" 2>/dev/null | grep -v '^[#:]'; fi
done
section sockets
ss -Hlntu 2>/dev/null | awk '{ print $1, $5 }' | grep -v ':68$' | sort
section 'enabled units'
find /etc/systemd/system /run/systemd/system -type l -printf '%p %l\n' | sort
section 'active and failed units'
systemctl list-units --type=service,socket,timer --state=active,failed --plain --no-legend --no-pager |
	awk '{ print $1, $3, $4 }' |
	grep -vE '^(user@|user-runtime|session-|systemd-|apt-daily|dpkg-|e2scrub|fstrim|man-db|ldconfig|NetworkManager-dispatcher)' | sort
section sshd
mkdir -p /run/sshd
sshd -T 2>&1 | sort
section accounts
cut -d: -f1,3,4,6,7 /etc/passwd
cut -d: -f1,3,4 /etc/group
passwd -Sa 2>/dev/null | awk '{ print $1, $2 }'
section packages
# shellcheck disable=SC2016 # dpkg-query's
dpkg-query -W -f '${Status} ${Package} ${Version}\n' | grep -v '^unknown '
section sysctl
sysctl -a 2>/dev/null | grep -E '^(net\.(ipv4|ipv6|core|netfilter)|kernel\.(kptr|dmesg|randomize|unpriv|yama|sysrq|perf|kexec|core)|fs\.(protected|suid))' |
	grep -vE 'nf_conntrack_count|stat_|\.(route|neigh).*(gc|flush)|cookie|netfilter.nf_conntrack_(generation|buckets)|\.stable_secret|_tcp_mem|udp_mem|fastopen_key'
