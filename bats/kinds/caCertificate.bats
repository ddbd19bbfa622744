# shellcheck shell=bats
# The kind `caCertificate`: an authority's certificate lies where the trust store is made from, and one that has ended, or is none,
# never gets there. Judged by openssl, with the file and with a store made from it.
load ../lib/machine
load ../lib/kind
load ../lib/authority

STEP=t.ca
NEEDS=openssl
FILE=/usr/local/share/ca-certificates/flux-test.crt

resources() {
	cat <<JSON
[
	{"kind": "caCertificate", "id": "t.ca", "path": "$FILE", "pem": "$(pem "${CA:-one}")"}
]
JSON
}

starts() { make_authorities && resources | use_resources; }

# made_store: whether a store made now, elsewhere, has it.
made_store() {
	inside sh -c 'rm -rf /tmp/store; mkdir -p /tmp/store; update-ca-certificates --etccertsdir /tmp/store >/dev/null 2>&1
		openssl verify -no-CApath -CAfile /tmp/store/ca-certificates.crt /root/ca/one-site.crt >/dev/null 2>&1'
}

holds() {
	[ "$(inside stat -c '%a %U:%G' "$FILE")" = '644 root:root' ] || return
	inside openssl verify -no-CApath -CAfile "$FILE" /root/ca/one-site.crt >/dev/null && made_store
}
lacks() { inside test ! -e "$FILE" && ! made_store; }
breaks() { verb fault "$MACHINE" ro /usr/local/share/ca-certificates; }
mends() { verb fault "$MACHINE" rw /usr/local/share/ca-certificates; }
drifts() { as_root "cp /root/ca/two.crt $FILE; chmod 600 $FILE"; }
edits() { as_root "cat /root/ca/two.crt >>$FILE"; }
edited() { [ "$(inside grep -c BEGIN "$FILE")" = 2 ]; }

# refused CA OVER: this certificate is refused, over nothing or over one that is there.
refused() {
	CA=$1 resources | sed "$3" | use_resources
	if [ "$2" = over ]; then as_root "cp /root/ca/two.crt $FILE"; fi
	remember_machine odd
	flux_is 1 --apply
	grep '^failed  *t.ca .*openssl failed' <<<"$said"
	same_machine odd
	rm -f "$BATS_FILE_TMPDIR/booted"
}

test_kind
bats_test_function --description 'one that has ended is refused' -- refused ended new ''
bats_test_function --description 'one that has ended does not replace another' -- refused ended over ''
bats_test_function --description 'what is no certificate is refused' -- refused one new 's/CERTIFICATE/NOTHING/g'
