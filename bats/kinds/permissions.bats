# shellcheck shell=bats
# The kind `permissions`: mode and owner of files that others write. By pattern; what does not exist is passed over, and
# content and times stay. One has another name, one has a blank in its name, one is a link.
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
		echo "my own" >"/etc/flux-mode/my own.key"
		mkdir /srv/flux-keys
		echo link >/srv/flux-keys/target
		chmod 640 /srv/flux-keys/target
		ln -s /srv/flux-keys/target /etc/flux-mode/link.key
		ln /etc/flux-mode/one /srv/flux-keys/one
		touch -d "2001-01-01 00:00" /etc/flux-mode/*'
}

# Judged by who can read: an account that is neither, one that is.
holds() {
	local name
	for name in one a.key b.key 'my own.key' link.key; do
		[ "$(inside stat -Lc '%a %U:%G %y' "/etc/flux-mode/$name" | cut -c 1-21)" = '600 daemon:adm 2001-0' ] || { inside stat "/etc/flux-mode/$name" && return 1; }
		as_account daemon cat "/etc/flux-mode/$name" >/dev/null || return
		! as_account nobody cat "/etc/flux-mode/$name" 2>/dev/null || return
	done
	[ "$(inside stat -c '%a %U:%G' /etc/flux-mode/other)" = '644 root:root' ] &&
		inside sh -c '[ /etc/flux-mode/one -ef /srv/flux-keys/one ] && [ -L /etc/flux-mode/link.key ]' && ! inside test -e /etc/flux-mode/missing
}

breaks() { verb fault "$MACHINE" ro /etc/flux-mode; }
mends() { verb fault "$MACHINE" rw /etc/flux-mode; }
drifts() { as_root 'chmod 666 /etc/flux-mode/a.key; chown nobody /etc/flux-mode/one'; }
edits() { as_root 'chmod 640 /etc/flux-mode/one'; }
edited() { [ "$(inside stat -c '%a %U:%G' /etc/flux-mode/one)" = '640 daemon:adm' ]; }

# one_file: the second name is still one of the same file, which a manifest does not show.
one_file() {
	inside sh -c '[ /etc/flux-mode/one -ef /srv/flux-keys/one ]' || { echo 'the second name is one of another file' && return 1; }
}

# names_stay: a rollback breaks no link.
names_stay() {
	applied_once
	rolled_back before
	one_file
}

# content_since: what somebody wrote since stays, and is no reason to keep the mode; what somebody deleted since stays deleted.
content_since() {
	applied_once
	as_root 'echo more >>/etc/flux-mode/one; rm /etc/flux-mode/a.key'
	flux_is 0 --rollback
	[ "$(inside stat -c '%a %U:%G' /etc/flux-mode/one)" = '4755 root:root' ]
	[ "$(inside tail -n 1 /etc/flux-mode/one)" = more ]
	fails inside test -e /etc/flux-mode/a.key
	as_root 'echo one >/etc/flux-mode/one; chmod 4755 /etc/flux-mode/one; echo a.key >/etc/flux-mode/a.key; touch -d "2001-01-01 00:00" /etc/flux-mode/*'
	same_machine before
}

# half_way: it is killed between two processes of it, on its way there and back.
half_way() {
	wraps chown 'kill -9 $PPID'
	flux_is 137 --apply
	unwraps chown
	rolled_back before
	applied_once
	wraps chmod 'kill -9 $PPID'
	flux_is 137 --rollback
	unwraps chmod
	rolled_back before
}

test_kind
bats_test_function --description 'a rollback leaves a file all its names' -- names_stay
bats_test_function --description 'rollback gives the mode back to what somebody wrote since, and leaves deleted what was deleted' -- content_since
bats_test_function --description 'killed half way, there and back: a rollback ends it' -- half_way
