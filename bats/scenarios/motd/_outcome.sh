# shellcheck shell=sh
# What pam_motd would show: every part, in 80 columns, without control characters, within the budget of time and processes.
said=$(run-parts /etc/update-motd.d)
for line in "web1" "$(uname -n), Ada's \$(id) Ltd" 'And careful.' '  System ' '  Load ' '  Memory ' '  Disk /' ' (!)' '  Failures ' '  ssh          active' \
	'  nosuch       inactive' '100% logged' '10.77.0.2' 'fd77::2'; do
	case $line in web1) continue ;; esac
	case $said in *"$line"*) ;; *) echo "it does not show: $line" && echo "$said" && exit 1 ;; esac
done
[ "$(printf '%s\n' "$said" | awk '{ if (length > n) n = length } END { print n }')" -le 80 ]
[ -z "$(printf '%s' "$said" | tr -d '\n -~')" ]
[ ! -s /etc/motd ]
[ ! -x /etc/update-motd.d/10-uname ]
grep -Fx 'Authorized users only.' /etc/issue
touch /run/reboot-required
run-parts /etc/update-motd.d | grep Reboot
rm /run/reboot-required
apt-get -q update
[ -e /var/cache/flux-upgradable ]
# The budget is 150 ms where a process starts in 1.5: a hundred starts, so that a busy or slow machine is no failure. The fastest of twenty.
# fastest COMMAND...: prints its time in microseconds.
fastest() {
	best=''
	for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		start=$(date +%s%N)
		"$@" >/dev/null
		took=$((($(date +%s%N) - start) / 1000))
		if [ -z "$best" ] || [ "$took" -lt "$best" ]; then best=$took; fi
	done
	echo "$best"
}
ten_starts() { for _ in 1 2 3 4 5 6 7 8 9 10; do /bin/true; done; }
took=$(fastest run-parts /etc/update-motd.d) ten=$(fastest ten_starts)
echo "$took us, ten process starts $ten us"
[ "$took" -le $((ten * 10)) ]
