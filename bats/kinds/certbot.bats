# shellcheck shell=bats
# The kind `certbot`. The authority is Pebble, the ACME server that Let's Encrypt tests its clients with: a stand-in of their own, on
# the machine itself. It proves the names by port 80, as they do.
load ../lib/machine
load ../lib/kind

STEP=t.certificate
NEEDS=apt
LIVE=/etc/letsencrypt/live/www.example.org

resources() {
	cat <<'JSON'
[{"kind": "certbot", "id": "t.certificate", "domains": ["www.example.org", "example.org"], "email": "ops@example.org"}]
JSON
}

starts() { inside sh -eu -s <"$FLUX_ROOT/bats/lib/pebble.sh" >/dev/null 2>&1; }

holds() {
	local said
	said=$(inside openssl x509 -noout -issuer -ext subjectAltName -in "$LIVE/cert.pem") || return
	case $said in *Pebble*DNS:example.org*DNS:www.example.org* | *Pebble*DNS:www.example.org*DNS:example.org*) ;; *) echo "$said" && return 1 ;; esac
	[ "$(inside stat -Lc '%a' "$LIVE/privkey.pem")" = 600 ]
}
breaks() { as_root 'systemctl stop pebble'; }
mends() { as_root 'systemctl start pebble'; }
drifts() { as_root 'certbot delete -n --cert-name www.example.org'; }

# other_names: somebody has a certificate of that name for fewer names: it stays, and the message says what to do.
other_names() {
	as_root 'certbot certonly -n --agree-tos -m a@example.org --standalone --cert-name www.example.org -d www.example.org'
	remember_machine odd
	flux_is 1 --apply
	grep -F 'is not for example.org' <<<"$said"
	same_machine odd
	rm -f "$BATS_FILE_TMPDIR/booted"
}

# a_hook: somebody put one into a folder that certbot made.
a_hook() {
	local were
	were=$(inside find /etc/letsencrypt -type f)
	applied_once
	as_root 'echo "systemctl reload nginx" >/etc/letsencrypt/renewal-hooks/deploy/nginx.sh'
	flux_is 0 --rollback
	diff <(printf '%s\n' "$were" /etc/letsencrypt/renewal-hooks/deploy/nginx.sh | sort) <(inside find /etc/letsencrypt -type f | sort)
	as_root 'rm -r /etc/letsencrypt/renewal-hooks; rmdir /etc/letsencrypt 2>/dev/null || :'
	same_machine before
}

test_kind
bats_test_function --description 'a hook that somebody put into a folder of certbot stays' -- a_hook
bats_test_function --description 'a certificate of that name for fewer names stays' -- other_names
