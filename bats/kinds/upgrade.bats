# shellcheck shell=bats
# The kind `upgrade`: packages are as new as the index says. Here only those with security fixes, from a repository that is named as the
# distribution's for them is; another has something newer too. Samples of the test's own. Rollback leaves them new, as the index says.
load ../lib/machine
load ../lib/kind
load ../lib/samples

STEP=t.upgrade
NEEDS=apt

resources() {
	cat <<'JSON'
[{"kind": "upgrade", "id": "t.upgrade", "scope": "security", "maxAge": 60}]
JSON
}

# flux-one came for another package; its fix is in a repository of its own.
starts() {
	with_samples '
		for name in flux-one flux-two; do
			sample_package "$name" 1
			dpkg -i "/srv/samples/${name}_1_all.deb"
			sample_package "$name" 2
		done
		apt-mark auto flux-one
		sample_index
		mkdir /srv/fixes
		cp /srv/samples/flux-one_2_all.deb /srv/fixes/
		rm /srv/samples/flux-one_2_all.deb
		sample_index
		sample_release /srv/fixes Debian-Security
		apt-get -q update'
}

versions() { inside dpkg-query -W -f '${Package} ${Version} ' flux-one flux-two; }
holds() { [ "$(versions)" = 'flux-one 2 flux-two 1 ' ] && [ "$(inside apt-mark showauto flux-one)" = flux-one ]; }
lacks() { [ "$(versions)" = 'flux-one 1 flux-two 1 ' ] || { versions && return 1; }; }
# Not in the second of what apt has looked at: it knows a state of dpkg by its second and its size, which is the same.
takes_back() { as_root 'sleep 1; dpkg -i /srv/samples/flux-one_1_all.deb'; }
breaks() { wraps /usr/bin/dpkg 'case " $* " in *" --unpack "*) echo no >&2; exit 1 ;; esac'; }
mends() { unwraps /usr/bin/dpkg; }
drifts() { takes_back; }

test_kind
