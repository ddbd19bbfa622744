# shellcheck shell=bats
# The kind `packageCache`: no downloaded packages are kept. Rollback does not download them again, as the index says.
load ../lib/machine
load ../lib/kind

STEP=t.cache
NEEDS=apt

resources() {
	cat <<'JSON'
[{"kind": "packageCache", "id": "t.cache"}]
JSON
}

starts() { as_root 'apt-get -q update; cd /var/cache/apt/archives && apt-get -q download jq'; }
cached() { inside find /var/cache/apt/archives -name '*.deb'; }
holds() { [ -z "$(cached)" ]; }
lacks() { [ -n "$(cached)" ]; }
takes_back() { starts; }
breaks() { wraps /usr/bin/apt-get 'case $1 in clean) echo no >&2; exit 1 ;; esac'; }
mends() { unwraps /usr/bin/apt-get; }
drifts() { starts; }

test_kind
