# shellcheck shell=bats
# The kind `distrust`: an authority of the distribution is no longer trusted. Judged by what openssl makes of its certificate.
load ../lib/machine
load ../lib/kind

STEP=t.store
NEEDS=apt
FOLDER=/usr/share/ca-certificates/mozilla

resources() {
	cat <<'JSON'
[
	{"kind": "distrust", "id": "t.distrust", "names": ["mozilla/ISRG_Root_X1.crt", "mozilla/No_Such.crt"], "notify": "t.store"},
	{"kind": "trustStore", "id": "t.store", "needs": ["t.distrust"]}
]
JSON
}

starts() { installs openssl; }
# trusted NAME: by programs that read the folder, and by those that read the file.
trusted() {
	inside openssl verify -no-CAfile -CApath /etc/ssl/certs "$FOLDER/$1.crt" >/dev/null 2>&1 &&
		inside openssl verify -no-CApath -CAfile /etc/ssl/certs/ca-certificates.crt "$FOLDER/$1.crt" >/dev/null 2>&1
}
holds() { ! trusted ISRG_Root_X1 && trusted ISRG_Root_X2; }
lacks() { trusted ISRG_Root_X1 && trusted ISRG_Root_X2; }
breaks() { wraps /usr/sbin/update-ca-certificates 'if grep -q "^!" /etc/ca-certificates.conf; then echo no >&2; exit 1; fi'; }
mends() { unwraps /usr/sbin/update-ca-certificates; }
drifts() { as_root 's=/etc/ca-certificates.conf; sed -i "s,^!mozilla/ISRG,mozilla/ISRG," $s; update-ca-certificates'; }
edits() { as_root 'echo "# mine" >>/etc/ca-certificates.conf'; }
edited() { [ "$(inside tail -n 1 /etc/ca-certificates.conf)" = '# mine' ]; }

KIND_SHELLS=${KIND_SHELLS% yash}
test_kind

@test 'yash, which would lose bytes of that file, says so and changes nothing' {
	KIND_SHELL=yash
	inside sh -c "command -v yash" || skip "$FLUX_SYSTEM has no such shell"
	remember_machine bad
	flux_is 1 --apply
	grep -q "^failed  *t.distrust .*run the script with sh" <<<"$said" || { printf "%s\n" "$said" && return 1; }
	same_machine bad
}
