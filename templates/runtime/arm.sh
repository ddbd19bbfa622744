# flux_arm MODE...: a copy of this script runs with MODE at the next boot, until flux_disarm
flux_arm() {
	cp "$0" "$state/script" && printf '%s\n' '[Unit]' Wants=network-online.target After=network-online.target '[Service]' Type=oneshot \
		"ExecStart=/bin/sh $state/script $* --yes" '[Install]' WantedBy=multi-user.target >/etc/systemd/system/flux-resume.service &&
		flux_try systemctl enable flux-resume
}

# flux_disarm: nothing of flux_arm and flux_watch is left
flux_disarm() {
	[ -e "$state/script" ] || return 0
	systemctl stop flux-confirm.timer
	systemctl disable flux-resume
	rm -f /etc/systemd/system/flux-resume.service "$state/script" "$state/unconfirmed"
} 2>/dev/null

## A reboot before --confirm takes the run back too, and a watchdog that is killed begins again. Its time is that of the monotonic clock. While the run goes on, the watchdog waits for its lock (exit 4).
# flux_watch: without --confirm in $timeout seconds the run is taken back
flux_watch() {
	[ "$timeout" != 0 ] && [ ! -e "$state/unconfirmed" ] || return 0
	set -- --rollback "${run##*/}"
	flux_arm "$@" && echo "$timeout" >"$state/unconfirmed" && flux_try systemd-run -u flux-confirm --on-active="$timeout" \
		--timer-property=AccuracySec=1s -p Restart=on-abnormal -p RestartForceExitStatus=4 -p RestartSec=2 /bin/sh "$state/script" "$@"
}
