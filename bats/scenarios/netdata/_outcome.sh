# shellcheck shell=sh
# netdata itself says what it has made of its settings.
conf=''
for _ in 1 2 3 4 5 6 7 8 9 10; do
	conf=$(curl -fs http://127.0.0.1:20000/netdata.conf) && break
	sleep 1
done
for line in 'update every = 7' 'dbengine tier 0 retention time = 30d' 'bind to = 0.0.0.0:20000' 'allow connections from = localhost 10.77.0.*' \
	'apps = no'; do
	printf '%s\n' "$conf" | grep -Fx "	$line" || { echo "netdata has not: $line" && exit 1; }
done
printf '%s\n' "$conf" | sed -n '/^\[health\]/,/^\[/p' | grep -Fx '	enabled = no'
[ -e /etc/netdata/.opt-out-from-anonymous-statistics ]
# The secret is where it belongs, and nowhere else.
grep -Fx 'api key = 11111111-2222-3333-4444-555555555555' /etc/netdata/stream.conf
[ "$(stat -c '%a %U:%G' /etc/netdata/stream.conf)" = '640 root:netdata' ]
! grep -r 11111111-2222 /var/log/flux.log /opt
[ "$(stat -c %a /var/lib/flux)" = 700 ]
