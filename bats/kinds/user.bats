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
	fails inside getent passwd mallory
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

# one_user FIELD...: the script is about bob alone, who is to have /bin/sh, and these fields of JSON.
one_user() {
	use_resources <<<'[{"kind": "user", "id": "t.bob", "name": "bob", "shell": "/bin/sh", "fullname": "", "groups": []'"${1:+, $1}"'}]'
}
hash='"passwordHash": "$6$abcdefgh$ltjgWl6579NluT/Vi1nwEvcil.G5Nbc4NiXZaNGStk8PSwGfQv72N2CKPPrVACtLtip/cZ/1GM/O6IND4WQhG."'

# password_since: an account that was there, and a password that it got since: it is not set back to the one before. One that the
# run did not set is not its business.
password_since() {
	one_user "$hash"
	remember_machine odd
	flux_is 0 --apply
	as_root 'echo bob:new-password | chpasswd'
	flux_is 5 --rollback
	grep 'not taken back: user bob, for somebody changed it since; --force restores it' <<<"$said"
	inside grep '^bob:[$]' /etc/shadow
	flux_is 0 --rollback --force
	same_machine odd
	one_user
	flux_is 0 --apply
	as_root 'echo bob:new-password | chpasswd'
	flux_is 0 --rollback
	inside grep '^bob:[$]' /etc/shadow
	[ "$(inside getent passwd bob | cut -d: -f7)" = /bin/bash ]
	rm -f "$BATS_FILE_TMPDIR/booted"
}

# no_shadow: an account without a line in /etc/shadow never gets one with an empty password.
no_shadow() {
	as_root 'sed -i /^bob:/d /etc/shadow'
	one_user
	remember_machine odd
	flux_is 0 --apply
	flux_is 0 --rollback
	same_machine odd
	one_user "$hash"
	flux_is 0 --apply
	flux_is 0 --rollback
	inside grep '^bob:[*]:' /etc/shadow
	rm -f "$BATS_FILE_TMPDIR/booted"
}

# torn: a journal of which the power cut left nothing.
torn() {
	one_user
	flux_is 0 --apply
	as_root 'for old in /var/lib/flux/runs/*/*.old; do : >"$old"; done'
	remember_machine torn
	flux_is 5 --rollback
	grep 'not taken back: user bob, for its journal is torn' <<<"$said"
	same_machine torn
	rm -f "$BATS_FILE_TMPDIR/booted"
}

# skeleton SHELL: useradd copies a folder too; alice is new; then SHELL is run as root.
skeleton() {
	as_root 'mkdir -p /etc/skel/.config/app; echo its >/etc/skel/.config/app.conf; echo its >/etc/skel/.config/app/more.conf'
	use_resources <<<'[{"kind": "user", "id": "t.alice", "name": "alice", "shell": "/bin/sh", "fullname": "", "groups": []}]'
	remember_machine odd
	flux_is 0 --apply
	as_root "$1"
}

# skeleton_goes: folders of /etc/skel go with it; killed after the account went, the next rollback ends it.
skeleton_goes() {
	skeleton :
	flux_is 0 --rollback
	same_machine odd
	flux_is 0 --apply
	wraps /usr/bin/rmdir 'case $* in /home/alice) kill -9 $PPID ;; esac'
	fails flux --rollback
	unwraps /usr/bin/rmdir
	fails inside getent passwd alice
	flux_is 0 --rollback
	same_machine odd
	rm -f "$BATS_FILE_TMPDIR/booted"
}

# planted: a pipe and a link in the home lead a rollback nowhere.
planted() {
	skeleton 'rm /home/alice/.bashrc; mkfifo /home/alice/.bashrc; rm -r /home/alice/.config
		cp -r /etc/skel/.config /root/.config; chmod 711 /root; chmod -R 777 /root/.config; ln -s /root/.config /home/alice/.config; chown -h alice: /home/alice/.config'
	flux_is 0 --rollback
	grep 'kept .*/home/alice holds files of alice' <<<"$said"
	inside cat /root/.config/app.conf /root/.config/app/more.conf
	[ "$(inside ls -A /home/alice | tr '\n' ' ')" = '.bashrc .config ' ]
	rm -f "$BATS_FILE_TMPDIR/booted"
}

# home_before: a home that was there before the account stays as it was.
home_before() {
	as_root 'cp -r /etc/skel /home/alice'
	skeleton :
	flux_is 0 --rollback
	same_machine odd
	rm -f "$BATS_FILE_TMPDIR/booted"
}

test_kind
bats_test_function --description 'a password that was changed since stays, unless forced' -- password_since
bats_test_function --description 'a group with the name, another uid: refused with the mend' -- refused_names
bats_test_function --description 'an account without a line in shadow gets no empty password' -- no_shadow
bats_test_function --description 'a torn journal sets nothing' -- torn
bats_test_function --description 'what /etc/skel gave goes with a new account, also after a kill' -- skeleton_goes
bats_test_function --description 'a pipe and a link in a new home: nothing hangs, nothing else goes' -- planted
bats_test_function --description 'a home that was there before the account stays' -- home_before
