# shellcheck shell=bats
# The kinds `gitCheckout` and `loginShell`: a directory that is one commit, from a repository on the machine that stands in for a
# server; the shell that users log in with.
load ../lib/machine
load ../lib/kind

STEP=t.checkout
NEEDS=git

resources() {
	cat <<'JSON'
[
	{"kind": "gitCheckout", "id": "t.checkout", "path": "/opt/sample", "url": "file:///srv/oh-my-zsh.git", "commit": "f0a63833f168b6894d2de1a2de3daf6def65a53c"},
	{"kind": "loginShell", "id": "t.shell", "shell": "/bin/sh", "users": ["alice"], "needs": ["t.checkout"]}
]
JSON
}

starts() {
	inside sh -eu -s <"$FLUX_ROOT/bats/scenarios/zsh/_world.sh" >/dev/null 2>&1
	as_root 'git clone -q /srv/powerlevel10k.git /opt/sample; echo mine >/opt/sample/mine'
}

holds() {
	[ "$(inside git -C /opt/sample rev-parse HEAD)" = f0a63833f168b6894d2de1a2de3daf6def65a53c ] || return
	[ -z "$(inside git -C /opt/sample status --porcelain)" ] && [ "$(inside getent passwd alice | cut -d: -f7)" = /bin/sh ]
}
breaks() { as_root 'mv /srv/oh-my-zsh.git /srv/away'; }
mends() { as_root 'mv /srv/away /srv/oh-my-zsh.git'; }
edits() { as_root 'echo mine >>/opt/sample/oh-my-zsh.sh'; }
edited() { [ "$(inside tail -n 1 /opt/sample/oh-my-zsh.sh)" = mine ]; }
drifts() { as_root 'echo more >>/opt/sample/oh-my-zsh.sh; usermod -s /bin/bash alice'; }

# not_that_commit: what the server has not is refused, and nothing is left of the attempt.
not_that_commit() {
	resources | sed 's/f0a63833/ffffffff/' | use_resources
	remember_machine odd
	flux_is 1 --apply
	grep -q '^failed  *t.checkout ' <<<"$said"
	same_machine odd
	rm -f "$BATS_FILE_TMPDIR/booted"
}

test_kind
bats_test_function --description 'a commit that the repository has not is refused' -- not_that_commit
