# shellcheck shell=bats
# The kind `hold`: no upgrade changes a package, as apt itself plans one. The package is a sample that the test's own repository has
# a newer version of; another that somebody held before stays held whatever flux does.
load ../lib/machine
load ../lib/kind
load ../lib/samples

STEP=t.hold
NEEDS=apt

resources() {
	cat <<'JSON'
[
	{"kind": "hold", "id": "t.hold", "packages": ["flux-one", "flux-two"]}
]
JSON
}

starts() {
	sample_repository
	as_root 'apt-mark hold flux-two; apt-mark hold less'
}

# planned: what an upgrade would install now.
planned() { inside apt-get -qs upgrade | sed -n 's/^Inst \(flux-[^ ]*\).*/\1/p' | tr '\n' ' '; }

holds() {
	[ "$(inside apt-mark showhold | tr '\n' ' ')" = 'flux-one flux-two less ' ] || return
	[ "$(planned)" = 'flux-three ' ]
}
lacks() { [ "$(planned)" = 'flux-one flux-three ' ] || { echo "apt would upgrade: $(planned)" && return 1; }; }
breaks() { wraps /usr/bin/apt-mark 'case $1 in hold) echo no >&2; exit 1 ;; esac'; }
mends() { unwraps /usr/bin/apt-mark; }
drifts() { as_root 'apt-mark unhold flux-one'; }

# not_there: a package that is not installed can be held, and is released again; one that nobody has is an error by its name.
not_there() {
	resources | sed 's/flux-two/flux-absent/' | use_resources
	remember_machine odd
	flux_is 0 --apply
	[ "$(inside apt-mark showhold flux-absent)" = flux-absent ]
	flux_is 0 --apply
	summary_has changed=0
	flux_is 0 --rollback
	same_machine odd
	resources | sed 's/flux-two/no-such-package/' | use_resources
	remember_machine odd
	flux_is 1 --apply
	grep '^failed  *t.hold .*no-such-package' <<<"$said"
	same_machine odd
	rm -f "$BATS_FILE_TMPDIR/booted"
}

test_kind
bats_test_function --description 'a package that is not installed is held too; one that nobody has is refused' -- not_there
