# shellcheck shell=bats
# The kind `packages`: installed in one transaction, which removes nothing; rollback purges what came, and only that.
load ../lib/machine
load ../lib/kind

STEP=packages.install

resources() {
	cat <<'JSON'
[
	{"kind": "packages", "id": "t.packages", "packages": [{"module": "t", "name": "jq"}, {"module": "t", "name": "sudo"}]},
	{"kind": "packages", "id": "t.more", "packages": [{"module": "t", "name": "tmux"}]}
]
JSON
}

holds() {
	[ "$(inside sh -c 'echo "[1,2]" | jq -c add' 2>&1)" = 3 ] && inside tmux -V >/dev/null 2>&1 && inside sudo -V >/dev/null
}

breaks() { verb fault "$MACHINE" apt-down; }
mends() { verb fault "$MACHINE" apt-up; }
drifts() { as_root 'DEBIAN_FRONTEND=noninteractive apt-get -qy purge jq'; }

test_kind
