# shellcheck shell=bats
# The kind `packages`: installed in one transaction, which removes nothing; rollback purges what came, and only that.
load ../lib/machine
load ../lib/kind
load ../lib/samples

STEP=packages.install
NEEDS=apt

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

# drives_out: what could only be installed by removing something is not installed, and the message names what would go.
drives_out() {
	with_samples '
		sample_package flux-old 1
		sample_package flux-new 1 "Conflicts: flux-old"
		dpkg -i /srv/samples/flux-old_1_all.deb
		sample_index'
	resources | sed 's/"jq"/"flux-new"/' | use_resources
	remember_machine odd
	flux_is 1 --apply
	grep '^failed  *packages.install ' <<<"$said"
	[ "$(inside dpkg-query -W -f '${db:Status-Status}' flux-old)" = installed ]
	same_machine odd
	rm -f "$BATS_FILE_TMPDIR/booted"
}

test_kind
bats_test_function --description 'what would drive out another package is not installed' -- drives_out
