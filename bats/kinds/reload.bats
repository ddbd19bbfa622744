# shellcheck shell=bats
# The kind `reload`: a unit is reloaded, once, when what it reads has changed, by a run or by its rollback; one that does not
# run is left alone. The unit here is a daemon that reads its file when it starts and when it is told to.
load ../lib/machine
load ../lib/kind

STEP=t.reload
NEEDS=systemd

resources() {
	cat <<'JSON'
[
	{"kind": "file", "id": "t.one", "path": "/etc/flux-daemon/one", "mode": "644", "owner": "root:root", "content": "new\n", "notify": "t.reload"},
	{"kind": "file", "id": "t.two", "path": "/etc/flux-daemon/two", "mode": "644", "owner": "root:root", "content": "new\n", "notify": "t.reload"},
	{"kind": "reload", "id": "t.reload", "unit": "flux-daemon", "needs": ["t.one", "t.two"]},
	{"kind": "file", "id": "t.idle-file", "path": "/etc/flux-daemon/idle", "mode": "644", "owner": "root:root", "content": "x\n", "notify": "t.idle"},
	{"kind": "reload", "id": "t.idle", "unit": "flux-idle", "needs": ["t.idle-file"]}
]
JSON
}

starts() {
	as_root '
		mkdir /etc/flux-daemon
		echo old >/etc/flux-daemon/one
		cat >/usr/local/bin/flux-daemon <<"SH"
#!/bin/sh
load() { cat /etc/flux-daemon/one /etc/flux-daemon/two 2>/dev/null >/run/flux-loaded; }
trap "load; echo r >>/run/flux-reloads" HUP
load
: >/run/flux-reloads
while :; do sleep 1000 & wait; done
SH
		chmod 755 /usr/local/bin/flux-daemon
		printf "%s\n" "[Service]" "ExecStart=/usr/local/bin/flux-daemon" "ExecReload=/bin/kill -HUP \$MAINPID" \
			"ExecReload=/bin/sleep 0.3" >/etc/systemd/system/flux-daemon.service
		printf "%s\n" "[Service]" "ExecStart=/bin/sleep infinity" "ExecReload=/bin/true" >/etc/systemd/system/flux-idle.service
		systemctl daemon-reload
		systemctl start flux-daemon
		sleep 0.3'
}

# reloads: how often it was reloaded by now.
reloads() { inside sh -c 'wc -l </run/flux-reloads'; }

holds() {
	[ "$(inside cat /run/flux-loaded | tr '\n' ' ')" = 'new new ' ] || { inside cat /run/flux-loaded && return 1; }
	fails inside systemctl -q is-active flux-idle
}

# The daemon has again what it had.
lacks() {
	[ "$(inside cat /run/flux-loaded)" = old ] || { echo 'the daemon reads:' && inside cat /run/flux-loaded && return 1; }
}

pulse() { inside systemctl show -P MainPID flux-daemon && reloads; }
breaks() { as_root 'sed -i "s,^ExecReload=.*sleep.*,ExecReload=/usr/local/bin/refuse," /etc/systemd/system/flux-daemon.service
	printf "#!/bin/sh\n! grep -qs new /etc/flux-daemon/one /etc/flux-daemon/two\n" >/usr/local/bin/refuse; chmod 755 /usr/local/bin/refuse; systemctl daemon-reload'; }
mends() { as_root 'sed -i "s,^ExecReload=.*refuse.*,ExecReload=/bin/sleep 0.3," /etc/systemd/system/flux-daemon.service
	rm /usr/local/bin/refuse; systemctl daemon-reload'; }
drifts() { as_root 'echo old >/etc/flux-daemon/two; systemctl reload flux-daemon'; }
edits() { as_root 'echo more >>/etc/flux-daemon/two'; }
edited() { [ "$(inside tail -n 1 /etc/flux-daemon/two)" = more ]; }

# once: two files changed, one reload.
once() {
	local before
	before=$(reloads)
	flux_is 0 --apply
	holds
	[ "$(reloads)" -eq $((before + 1)) ]
	flux_is 0 --rollback
	lacks
}

test_kind
bats_test_function --description 'two files changed: one reload' -- once
