# shellcheck shell=bats
# The kind `permissions`: mode and owner of files that others write. By pattern; what does not exist is passed over, and
# content and times stay.
load ../lib/machine
load ../lib/kind

STEP=t.mode

resources() {
	cat <<'JSON'
[{"kind": "permissions", "id": "t.mode", "mode": "600", "owner": "daemon:adm",
  "paths": ["/etc/flux-mode/one", "/etc/flux-mode/*.key", "/etc/flux-mode/missing", "/etc/flux-none/*"]}]
JSON
}

starts() {
	as_root '
		mkdir /etc/flux-mode
		for name in one a.key b.key other; do echo "$name" >"/etc/flux-mode/$name"; done
		chmod 4755 /etc/flux-mode/one
		chmod 644 /etc/flux-mode/a.key
		chmod 600 /etc/flux-mode/b.key
		chown daemon:adm /etc/flux-mode/b.key
		touch -d "2001-01-01 00:00" /etc/flux-mode/*'
}

# Judged by who can read: an account that is neither, one that is.
holds() {
	local name
	for name in one a.key b.key; do
		[ "$(inside stat -c '%a %U:%G %y' "/etc/flux-mode/$name" | cut -c 1-21)" = '600 daemon:adm 2001-0' ] || { inside stat "/etc/flux-mode/$name" && return 1; }
		as_account daemon cat "/etc/flux-mode/$name" >/dev/null || return
		! as_account nobody cat "/etc/flux-mode/$name" 2>/dev/null || return
	done
	[ "$(inside stat -c '%a %U:%G' /etc/flux-mode/other)" = '644 root:root' ] && ! inside test -e /etc/flux-mode/missing
}

breaks() { verb fault "$MACHINE" ro /etc/flux-mode; }
mends() { verb fault "$MACHINE" rw /etc/flux-mode; }
drifts() { as_root 'chmod 666 /etc/flux-mode/a.key; chown nobody /etc/flux-mode/one'; }
edits() { as_root 'echo more >>/etc/flux-mode/one'; }
edited() { [ "$(inside tail -n 1 /etc/flux-mode/one)" = more ]; }

test_kind
