# flux_arm MODE...: a copy of this script runs with MODE at the next boot, until flux_disarm
flux_arm() {
	cp "$0" "$state/script" && printf '%s\n' '[Unit]' Wants=network-online.target After=network-online.target '[Service]' Type=oneshot \
		"ExecStart=/bin/sh $state/script $* --yes" '[Install]' WantedBy=multi-user.target >/etc/systemd/system/flux-resume.service &&
		flux_try systemctl enable flux-resume
}

# flux_disarm: nothing of flux_arm and flux_watch is left
flux_disarm() {
	[ -e "$state/script" ] || return 0
	# the watchdog itself ends by itself
	[ "$0" = "$state/script" ] || systemctl stop flux-confirm
	systemctl disable flux-resume
	rm -f /etc/systemd/system/flux-resume.service "$state/script" "$state/unconfirmed"
} 2>/dev/null

## Globals set: _seconds _armed.
# flux_armed: there is a run that waits for --confirm
flux_armed() {
	{ read -r _seconds _armed <"$state/unconfirmed"; } 2>/dev/null && [ -d "$state/runs/$_armed" ]
}

## A reboot before --confirm takes the run back too.
# flux_watch: without --confirm in $timeout seconds the run is taken back
flux_watch() {
	[ "$timeout" != 0 ] && ! flux_armed || return 0
	flux_arm --rollback "${run##*/}" && echo "$timeout ${run##*/}" >"$state/unconfirmed" && flux_armed && flux_watchdog
}

## Not a timer: what a timer has started cannot be given its time anew. No semicolon: systemd 252 loses it when it reads its units anew. The time is
## that of the monotonic clock. Begun anew, it waits anew: while a run has the lock (exit 4) or the disk cannot be written (3), and when it was killed
## or asked to end (143).
# flux_watchdog: a service takes the run $_armed back in $_seconds
flux_watchdog() {
	flux_try systemd-run -Gu flux-confirm -p Restart=on-abnormal -p 'RestartForceExitStatus=3 4 143 SIGTERM' -p RestartSec=2 \
		/bin/sh -c "sleep $_seconds && exec /bin/sh $state/script --rollback $_armed"
}
