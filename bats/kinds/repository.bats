# shellcheck shell=bats
# The kinds `repository` and `secretFile`. The repository is a stand-in of a vendor's, on the machine itself, signed by a key that
# the test makes; the secret is in a file of the machine.
load ../lib/machine
load ../lib/kind

STEP=t.repository
NEEDS=apt

resources() {
	cat <<JSON
[
	{"kind": "repository", "id": "t.repository", "path": "/etc/apt/sources.list.d/vendor.list", "keyring": "/etc/apt/keyrings/vendor.asc",
		"content": "deb [signed-by=/etc/apt/keyrings/vendor.asc] file:/srv/vendor ./\n", "keyUrl": "file:///srv/vendor/key.asc",
		"fingerprint": "$(cat "$BATS_FILE_TMPDIR/fingerprint" 2>/dev/null || printf %040d 0)"},
	{"kind": "packages", "id": "t.packages", "needs": ["t.repository"], "packages": [{"module": "t", "name": "vendor-sample"}]},
	{"kind": "secretFile", "id": "t.secret", "path": "/etc/vendor.conf", "mode": "640", "owner": "root:root", "secretFrom": "/root/secret",
		"content": "[a]\nkey = @SECRET@;\n"}
]
JSON
}

starts() {
	installs gpg gpg-agent curl || return
	as_root '
		export GNUPGHOME=/root/vendor-key
		mkdir -m 700 "$GNUPGHOME"
		mkdir -p /srv/vendor /tmp/p/DEBIAN
		for name in vendor other; do gpg --batch --quiet --passphrase "" --quick-generate-key "$name" ed25519 sign never 2>/dev/null; done
		gpg --armor --export vendor >/srv/vendor/key.asc
		gpg --armor --export other >/srv/other.asc
		gpg --armor --export >/srv/both.asc
		printf "Package: vendor-sample\nVersion: 1\nArchitecture: all\nMaintainer: test <t@localhost>\nDescription: sample\n" >/tmp/p/DEBIAN/control
		dpkg-deb -b /tmp/p /srv/vendor/vendor-sample_1_all.deb
		cd /srv/vendor
		apt-ftparchive packages . >Packages
		apt-ftparchive release . >Release
		gpg --batch -u vendor --clearsign -o InRelease Release
		gpg --list-keys --with-colons vendor | sed -n "s/^fpr:*\([0-9A-F]*\):/\1/p" | head -n 1 >/root/fingerprint
		rm -rf /tmp/p
		umask 077
		printf "it is %%s & \"secret\"\n" >/root/secret' || return
	inside cat /root/fingerprint >"$BATS_FILE_TMPDIR/fingerprint"
	resources | use_resources
}

holds() {
	[ "$(inside dpkg-query -W -f '${Version}' vendor-sample)" = 1 ] || return
	[ "$(inside stat -c '%a' /etc/vendor.conf)" = 640 ] && [ "$(inside tail -n 1 /etc/vendor.conf)" = 'key = it is %s & "secret";' ] || return
	fails inside grep -qF 'it is %s' /var/log/flux.log /opt/flux.sh
}
breaks() { as_root 'mv /srv/vendor/key.asc /srv/vendor/away'; }
mends() { as_root 'mv /srv/vendor/away /srv/vendor/key.asc'; }
drifts() { as_root 'echo >>/etc/apt/sources.list.d/vendor.list; cp /srv/other.asc /etc/apt/keyrings/vendor.asc'; }
edits() { as_root 'echo "# mine" >>/etc/apt/sources.list.d/vendor.list'; }
edited() { [ "$(inside tail -n 1 /etc/apt/sources.list.d/vendor.list)" = '# mine' ]; }

# other_keys: another key, and the right one with another beside it, are refused.
other_keys() {
	local key
	for key in other both; do
		as_root "cp /srv/$key.asc /srv/vendor/key.asc"
		remember_machine odd
		flux_is 1 --apply
		grep -F 'is not the key' <<<"$said"
		same_machine odd
	done
	rm -f "$BATS_FILE_TMPDIR/booted"
}

test_kind
bats_test_function --description 'another key, or one more, is refused' -- other_keys
