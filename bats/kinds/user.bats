# shellcheck shell=bats
# The kinds `group`, `user`, `authorizedKeys` and `noUser`: accounts, in the order in which a module declares them.
load ../lib/machine
load ../lib/kind

STEP=t.alice
NEEDS=usermod

resources() {
	cat <<'JSON'
[
	{"kind": "group", "id": "t.staff", "name": "deploy", "gid": 2000},
	{"kind": "user", "id": "t.alice", "name": "alice", "shell": "/bin/bash", "fullname": "Alice O'Hara", "groups": ["deploy", "sudo"], "needs": ["t.staff"],
		"passwordHash": "$6$abcdefgh$ltjgWl6579NluT/Vi1nwEvcil.G5Nbc4NiXZaNGStk8PSwGfQv72N2CKPPrVACtLtip/cZ/1GM/O6IND4WQhG."},
	{"kind": "user", "id": "t.bob", "name": "bob", "uid": 3000, "shell": "/bin/sh", "fullname": "", "groups": [], "expires": 21915},
	{"kind": "authorizedKeys", "id": "t.keys", "user": "alice", "exclusive": false, "needs": ["t.alice"],
		"keys": ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJZ8DB99hnaTtyj6rSTve8yhXKQbiXnfcC8hVr++gVzZ alice"]},
	{"kind": "authorizedKeys", "id": "t.only", "user": "old", "exclusive": true,
		"keys": ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJZ8DB99hnaTtyj6rSTve8yhXKQbiXnfcC8hVr++gVzZ old"]},
	{"kind": "noUser", "id": "t.gone", "users": ["mallory"], "needs": ["t.only"]}
]
JSON
}

# Bob is there with another shell and no end; old has a key of his own; mallory is to go.
starts() {
	as_root '
		useradd -m -u 3000 -s /bin/bash bob
		useradd -m old
		mkdir -m 755 /home/old/.ssh
		echo "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA his" >/home/old/.ssh/authorized_keys
		chown -R old: /home/old/.ssh
		useradd -m mallory'
}

holds() {
	[ "$(inside getent passwd alice | cut -d: -f5,7)" = "Alice O'Hara:/bin/bash" ] || return
	[ "$(inside id -nG alice | tr ' ' '\n' | sort | tr '\n' ' ')" = 'alice deploy sudo ' ] || return
	[ "$(inside stat -c '%a %U' /home/alice/.ssh/authorized_keys)" = '600 alice' ] || return
	inside ssh-keygen -lf /home/alice/.ssh/authorized_keys >/dev/null || return
	[ "$(inside getent shadow bob | cut -d: -f8)" = 21915 ] && [ "$(inside getent passwd bob | cut -d: -f7)" = /bin/sh ] || return
	[ "$(inside cut -d' ' -f3 /home/old/.ssh/authorized_keys)" = old ] || return
	! inside getent passwd mallory
}
breaks() { wraps /usr/sbin/useradd 'exit 1'; }
mends() { unwraps /usr/sbin/useradd; }
drifts() { as_root 'usermod -s /bin/sh alice; : >/home/alice/.ssh/authorized_keys'; }

# refused_names: what stands in the way is named, and nothing is changed.
refused_names() {
	as_root 'groupadd alice'
	remember_machine odd
	flux_is 1 --apply
	grep -F 'a group has the name alice: choose another name' <<<"$said"
	same_machine odd
	as_root 'groupdel alice; usermod -u 3100 bob'
	remember_machine odd
	flux_is 1 --apply
	grep -F 'bob is there with uid 3100, not 3000' <<<"$said"
	same_machine odd
	rm -f "$BATS_FILE_TMPDIR/booted"
}

test_kind
bats_test_function --description 'a group with the name, another uid: refused with the mend' -- refused_names
