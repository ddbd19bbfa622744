# shellcheck shell=bats
# The kind `service`: a unit is enabled, runs, and was started anew if what it reads has changed. The unit here is a daemon
# that reads its file when it starts and says what it read.
load ../lib/machine
load ../lib/kind

STEP=t.service
NEEDS=systemd

resources() {
	cat <<'JSON'
[
	{"kind": "file", "id": "t.conf", "path": "/etc/flux-daemon/conf", "mode": "644", "owner": "root:root", "content": "new\n", "notify": "t.service"},
	{"kind": "service", "id": "t.service", "unit": "flux-daemon", "needs": ["t.conf"]},
	{"kind": "service", "id": "t.running", "unit": "flux-running", "needs": ["t.conf"]}
]
JSON
}

starts() {
	as_root '
		mkdir /etc/flux-daemon
		echo old >/etc/flux-daemon/conf
		printf "%s\n" "#!/bin/sh" "cat /etc/flux-daemon/conf >/run/flux-daemon" "exec sleep infinity" >/usr/local/bin/flux-daemon
		chmod 755 /usr/local/bin/flux-daemon
		for unit in flux-daemon flux-running; do
			printf "%s\n" "[Service]" "Type=exec" "ExecStart=/usr/local/bin/$unit" "[Install]" "WantedBy=multi-user.target" \
				>"/etc/systemd/system/$unit.service"
		done
		cp -p /usr/local/bin/flux-daemon /usr/local/bin/flux-running
		sed -i "s,/run/flux-daemon,/run/flux-running," /usr/local/bin/flux-running
		systemctl daemon-reload
		systemctl enable --now flux-running
		echo new >/run/want-flux-daemon
		echo old >/run/want-flux-running'
}

# main UNIT: the id of its process.
main() { inside systemctl show -P MainPID "$1"; }

holds() {
	local unit
	for unit in flux-daemon flux-running; do
		{ inside systemctl -q is-active "$unit" && inside systemctl -q is-enabled "$unit"; } || { echo "$unit is not on" && return 1; }
		inside kill -0 "$(main "$unit")" || return
		[ "$(inside sh -c 'sleep 0.1; cat "$1"' sh "/run/$unit")" = "$(inside cat "/run/want-$unit")" ] || return
	done
}

pulse() { main flux-daemon && main flux-running; }
breaks() { as_root 'chmod -x /usr/local/bin/flux-daemon'; }
mends() { as_root 'chmod +x /usr/local/bin/flux-daemon'; }
drifts() { as_root 'systemctl disable --now flux-daemon'; }
edits() { as_root 'echo more >>/etc/flux-daemon/conf'; }
edited() { [ "$(inside tail -n 1 /etc/flux-daemon/conf)" = more ]; }

# dies_at_once: a unit that starts and ends is not one that runs: 1, and undone.
dies_at_once() {
	as_root 'sed -i -e s/Type=exec/Type=simple/ /etc/systemd/system/flux-daemon.service; systemctl daemon-reload
		printf "#!/bin/sh\nsleep 0.3\nexit 1\n" >/usr/local/bin/flux-daemon'
	remember_machine broken
	flux_is 1 --apply
	grep -q '^failed  *t.service ' <<<"$said"
	same_machine broken
	rm -f "$BATS_FILE_TMPDIR/booted"
}

test_kind
bats_test_function --description 'a unit that ends at once is a failure' -- dies_at_once
