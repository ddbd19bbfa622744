# shellcheck shell=bats
# The kind `noPackages`: what is named is not installed, and what was installed for others that are gone. Rollback brings back the
# packages, and whether somebody asked for them. Samples of the test's own.
load ../lib/machine
load ../lib/kind
load ../lib/samples

STEP=t.named
NEEDS=apt

resources() {
	cat <<'JSON'
[
	{"kind": "noPackages", "id": "t.named", "which": {"are": "named", "packages": ["flux-one", "flux-never", "flux-two"]}},
	{"kind": "noPackages", "id": "t.unneeded", "which": {"are": "unneeded"}, "needs": ["t.named"]}
]
JSON
}

# One is asked for, two came for one, four for somebody who is gone; three is not our business.
starts() {
	with_samples '
		apt-get -qy --purge autoremove
		sample_package flux-one 1 "Depends: flux-two"
		for name in flux-two flux-three flux-four; do sample_package "$name" 1; done
		sample_index
		apt-get -qy install flux-one flux-three flux-four
		apt-mark auto flux-four'
}

# there: which samples are installed, and which of them for others.
there() { inside sh -c 'dpkg-query -W -f "\${db:Status-Status} \${Package}\n" "flux-*" | sed -n "s/^installed //p"; echo for others; apt-mark showauto "flux-*"' | tr '\n' ' '; }

holds() { [ "$(there)" = 'flux-three for others ' ]; }
lacks() {
	[ "$(there)" = 'flux-four flux-one flux-three flux-two for others flux-four flux-two ' ] || { echo "there: $(there)" && return 1; }
	[ "$(inside apt-get -qs autoremove | grep -c ^Remv)" = 1 ]
}
pulse() { inside stat -c '%n %y' /var/lib/dpkg/status /var/lib/apt/extended_states; }
breaks() { wraps /usr/bin/dpkg 'case " $* " in *" --remove "*) echo no >&2; exit 1 ;; esac'; }
mends() { unwraps /usr/bin/dpkg; }
drifts() { as_root "apt-get -qy install flux-two"; }

# others_stay: what another package needs is not removed, and the message names that one.
others_stay() {
	resources | sed 's/"flux-one", //' | use_resources
	remember_machine odd
	flux_is 1 --apply
	grep '^failed  *t.named .*flux-one would go too' <<<"$said"
	same_machine odd
	rm -f "$BATS_FILE_TMPDIR/booted"
}

# later_mark: a mark alone, after a run that found nothing, is seen.
later_mark() {
	flux_is 0 --apply
	flux_is 0 --apply
	summary_has changed=0
	as_root 'sleep 0.1; apt-mark auto flux-three'
	flux_is 2 --dry-run
	flux_is 0 --apply
	[ "$(there)" = 'for others ' ]
	rm -f "$BATS_FILE_TMPDIR/booted"
}

# configuration: stays behind, and rollback leads to it.
configuration() {
	with_samples '
		mkdir -p /tmp/sample/DEBIAN /tmp/sample/etc
		echo theirs >/tmp/sample/etc/flux-one.conf
		echo /etc/flux-one.conf >/tmp/sample/DEBIAN/conffiles
		sample_package flux-one 2 "Depends: flux-two"
		sample_index
		apt-get -qy install flux-one
		echo mine >/etc/flux-one.conf'
	remember_machine odd
	flux_is 0 --apply
	[ "$(inside cat /etc/flux-one.conf)" = mine ]
	flux_is 0 --rollback
	[ "$(inside cat /etc/flux-one.conf)" = mine ]
	same_machine odd
	rm -f "$BATS_FILE_TMPDIR/booted"
}

test_kind
bats_test_function --description 'what another package needs stays' -- others_stay
bats_test_function --description 'a mark alone is seen' -- later_mark
bats_test_function --description 'the configuration stays' -- configuration
