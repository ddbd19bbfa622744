# shellcheck shell=bats
# The kind `block`: lines at the top of a file that others own, unless it has a line like them already.
load ../lib/machine
load ../lib/kind

STEP=t.block

resources() {
	cat <<'JSON'
[
	{"kind": "block", "id": "t.block", "path": "/etc/flux-block/main.conf", "content": "Include \"$HOME\"/*.conf\nFLUX\n",
	 "unless": "^[[:space:]]*include[[:space:]].*\\*\\.conf"},
	{"kind": "block", "id": "t.there", "path": "/etc/flux-block/other.conf", "content": "Include *.conf\n",
	 "unless": "^[[:space:]]*include[[:space:]].*\\*\\.conf"}
]
JSON
}

# The second file has such a line already, in other words.
starts() {
	as_root '
		mkdir /etc/flux-block
		printf "# Include *.conf would do\n\ta = 1  \n\nb = \\\\n %%s\n" >/etc/flux-block/main.conf
		printf "a = 1\n  INCLUDE /etc/x/*.conf\n" >/etc/flux-block/other.conf
		chown daemon:adm /etc/flux-block/main.conf
		chmod 640 /etc/flux-block/main.conf'
}

holds() {
	inside cat /etc/flux-block/main.conf |
		diff - <(printf '%s\n' 'Include "$HOME"/*.conf' FLUX '# Include *.conf would do' '	a = 1  ' '' 'b = \n %s') || return
	[ "$(inside stat -c '%a %U:%G' /etc/flux-block/main.conf)" = '640 daemon:adm' ] &&
		[ "$(inside head -n 1 /etc/flux-block/other.conf)" = 'a = 1' ]
}

breaks() { verb fault "$MACHINE" ro /etc/flux-block; }
mends() { verb fault "$MACHINE" rw /etc/flux-block; }
drifts() { as_root 'sed -i 1,2d /etc/flux-block/main.conf'; }
edits() { as_root 'echo "c = 2" >>/etc/flux-block/main.conf'; }
edited() { [ "$(inside tail -n 1 /etc/flux-block/main.conf)" = 'c = 2' ]; }

test_kind
