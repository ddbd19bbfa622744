# shellcheck shell=bats
# The kind `trustStore`: what programs read is made anew when what it is made from has changed, by a run or by its rollback; once.
# Judged by whether openssl trusts what an authority signed.
load ../lib/machine
load ../lib/kind
load ../lib/authority

STEP=t.store
NEEDS=openssl
FOLDER=/usr/local/share/ca-certificates

resources() {
	cat <<JSON
[
	{"kind": "caCertificate", "id": "t.one", "path": "$FOLDER/flux-one.crt", "pem": "$(pem one)", "notify": "t.store"},
	{"kind": "caCertificate", "id": "t.two", "path": "$FOLDER/flux-two.crt", "pem": "$(pem two)", "notify": "t.store"},
	{"kind": "trustStore", "id": "t.store", "needs": ["t.one", "t.two"]}
]
JSON
}

# The file that is to have the authority one had two before; how often the store is made is counted.
starts() {
	make_authorities && resources | use_resources || return
	as_root "cp /root/ca/two.crt $FOLDER/flux-one.crt; update-ca-certificates"
	wraps /usr/sbin/update-ca-certificates 'echo made >>/run/flux-made'
	as_root ': >/run/flux-made'
}

made() { inside sh -c 'wc -l </run/flux-made'; }
holds() { trusts one && trusts two && [ -n "$(inside find /etc/ssl/certs -name 'flux-one.pem')" ]; }
lacks() { distrusts one && trusts two; }
pulse() { made; inside stat -c '%n %y' /etc/ssl/certs/ca-certificates.crt; }
# It fails where the new authority is: rollback can make the store again.
breaks() {
	unwraps /usr/sbin/update-ca-certificates
	wraps /usr/sbin/update-ca-certificates "if cmp -s /root/ca/one.crt $FOLDER/flux-one.crt; then echo no >&2; exit 1; fi"
}
mends() {
	unwraps /usr/sbin/update-ca-certificates
	wraps /usr/sbin/update-ca-certificates 'echo made >>/run/flux-made'
}
drifts() { as_root "rm $FOLDER/flux-two.crt; cp /root/ca/two.crt $FOLDER/flux-one.crt; update-ca-certificates --fresh"; }
edits() { as_root "cat /root/ca/two.crt >>$FOLDER/flux-two.crt"; }
edited() { [ "$(inside grep -c BEGIN "$FOLDER/flux-two.crt")" = 2 ]; }

# once: two files changed, the store is made once; and once by the rollback.
once() {
	local before
	before=$(made)
	flux_is 0 --apply
	holds
	[ "$(made)" -eq $((before + 1)) ]
	flux_is 0 --rollback
	[ "$(made)" -eq $((before + 2)) ]
	lacks
}

# same_name: the authority changes and its file's name does not: the new one is found by its subject too, the old one by nothing.
same_name() {
	resources | sed 's,flux-two.crt,flux-one.crt,;/"id": "t.one"/d;s/"t.one", //' | use_resources
	as_root "cp /root/ca/one.crt $FOLDER/flux-one.crt; update-ca-certificates --fresh"
	trusts one
	flux_is 0 --apply
	trusts two
	distrusts one
	flux_is 0 --rollback
	trusts one
	distrusts two
	rm -f "$BATS_FILE_TMPDIR/booted"
}

test_kind
bats_test_function --description 'another certificate under the same name' -- same_name
bats_test_function --description 'two certificates: made once' -- once
