# shellcheck shell=bats
# The kind `rootLogin`: root does not log in where somebody else can become root. Judged by log-ins as root from outside.
# (Where root is the only way in: bats/workflows/security-lockout.bats.)
load ../lib/machine
load ../lib/kind

STEP=t.root
NEEDS=systemd

resources() {
	cat <<'JSON'
[
	{"kind": "require", "id": "t.sshd", "guard": {"is": "sshd-works"}},
	{"kind": "require", "id": "t.admin", "guard": {"is": "admin-with-key", "users": [], "groups": []}, "needs": ["t.sshd"]},
	{"kind": "rootLogin", "id": "t.root", "path": "/etc/ssh/sshd_config.d/00-root.conf", "notify": "t.reload", "needs": ["t.admin"]},
	{"kind": "reload", "id": "t.reload", "unit": "ssh", "listens": {}, "needs": ["t.root"]}
]
JSON
}

starts() {
	as_root 'cp /home/debian/.ssh/authorized_keys /root/.ssh/authorized_keys; chown root:root /root/.ssh/authorized_keys'
}

# root_gets_in [-6]: with the key, from outside.
root_gets_in() {
	local from
	next_place
	from=10.77.0.$place
	[ -z "${1:-}" ] || from=fd77::$place
	verb ssh "$MACHINE" ${1:+"$1"} -u root -b "$from" true 2>/dev/null
}

holds() {
	! root_gets_in && ! root_gets_in -6 && operator_gets_in
}

lacks() {
	root_gets_in && root_gets_in -6 || { echo 'root does not get in' && return 1; }
}

pulse() { inside systemctl show -P MainPID ssh; }

# An sshd that accepts no such drop-in.
breaks() { wraps /usr/sbin/sshd 'case "$*" in *-t*00-root*) echo "Bad configuration" >&2; exit 1 ;; esac'; }
# Reloaded while it was wrapped, sshd runs under the other name, which it would start anew by when it is reloaded again.
mends() { unwraps /usr/sbin/sshd; as_root 'systemctl restart ssh'; }
drifts() { as_root 'echo "PermitRootLogin yes" >/etc/ssh/sshd_config.d/00-root.conf; systemctl reload ssh; sleep 0.3'; }
edits() { as_root 'echo "# mine" >>/etc/ssh/sshd_config.d/00-root.conf'; }
edited() { inside grep -qx '# mine' /etc/ssh/sshd_config.d/00-root.conf; }

test_kind
