# shellcheck shell=bats
# The kind `group`: a group of accounts, with the number asked for or the next that is free.
load ../lib/machine
load ../lib/kind

STEP=t.free

resources() {
	cat <<'JSON'
[
	{"kind": "group", "id": "t.numbered", "name": "deploy", "gid": 2000},
	{"kind": "group", "id": "t.free", "name": "flux-web"},
	{"kind": "group", "id": "t.there", "name": "audio"}
]
JSON
}

# A name of which another is the beginning.
starts() { adds_group flux-web2 2100; }

holds() {
	[ "$(inside getent group deploy | cut -d: -f3,4)" = 2000: ] || return
	[ "$(inside getent group flux-web | cut -d: -f3)" -ge 1000 ] || return
	! inside which grpck >/dev/null || inside grpck -r >/dev/null
}
lacks() { ! inside getent group deploy && ! inside getent group flux-web && inside getent group flux-web2 >/dev/null; }
# adder: what adds groups here.
adder() { inside which groupadd || inside which addgroup; }
breaks() { wraps "$(adder)" 'case $* in flux-web) echo no >&2; exit 1 ;; esac'; }
mends() { unwraps "$(adder)"; }
drifts() { removes_group flux-web; }

# other_number: the name has another number: refused by dry run and run, with both numbers.
other_number() {
	adds_group deploy 2001
	remember_machine odd
	flux_is 1 --apply
	grep '^failed  *t.numbered .*deploy has gid 2001, not 2000' <<<"$said"
	same_machine odd
	removes_group deploy
	adds_group flux-taken 2000
	remember_machine odd
	flux_is 1 --apply
	grep '^failed  *t.numbered ' <<<"$said"
	same_machine odd
	rm -f "$BATS_FILE_TMPDIR/booted"
}

# members_of: who was put into the group since does not keep it; somebody whose own group it became does, until they are gone.
members_of() {
	flux_is 0 --apply
	if inside which usermod >/dev/null; then
		as_root "usermod -aG flux-web $OPERATOR; useradd -M -g deploy flux-carol"
	else
		as_root "addgroup $OPERATOR flux-web; adduser -D -H -G deploy flux-carol"
	fi
	flux_is 5 --rollback
	grep 'not taken back: group deploy' <<<"$said"
	[ "$(inside getent passwd flux-carol | cut -d: -f4)" = 2000 ]
	inside getent group deploy
	fails inside getent group flux-web
	as_root 'if command -v userdel; then userdel flux-carol; else deluser flux-carol; fi'
	flux_is 0 --rollback
	lacks
	rm -f "$BATS_FILE_TMPDIR/booted"
}

test_kind
bats_test_function --description 'a number that is not free, another number: refused' -- other_number
bats_test_function --description 'the group that is somebody'"'"'s own stays, until they are gone' -- members_of
