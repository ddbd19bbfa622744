# shellcheck shell=bats
# The kind `reboot`: one is planned if the machine says that it needs one; rollback cancels it.
load ../lib/machine
load ../lib/kind

STEP=t.reboot
NEEDS=systemd

resources() {
	cat <<'JSON'
[{"kind": "reboot", "id": "t.reboot", "risk": "reboot", "delay": 30}]
JSON
}

starts() { as_root 'touch /run/reboot-required'; }
holds() { inside grep -qx MODE=reboot /run/systemd/shutdown/scheduled; }
lacks() { ! inside test -e /run/systemd/shutdown/scheduled; }
pulse() { inside cat /run/systemd/shutdown/scheduled; }
breaks() { wraps /usr/sbin/shutdown 'case $1 in -r) echo no >&2; exit 1 ;; *) exit 0 ;; esac'; }
mends() { unwraps /usr/sbin/shutdown; }
drifts() { as_root 'shutdown -c'; }

# not_needed: nothing is planned where nothing needs it.
not_needed() {
	as_root 'rm /run/reboot-required'
	flux_is 0 --apply
	summary_has changed=0
	lacks
	starts
}

test_kind
bats_test_function --description 'no reboot is needed: none is planned' -- not_needed
