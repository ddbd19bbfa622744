# shellcheck shell=bats
# The kind `authorizedKeys`: the keys that a user logs in with, beside those that are there or alone. Judged by log-ins from outside:
# the operator's key lets one in as carol, who had none, and as dave, whose own key is not to work any more.
load ../lib/machine
load ../lib/kind

STEP=t.dave

resources() {
	local key
	key=$(cat "$FLUX_SYSTEMS_HOME/key.pub")
	cat <<JSON
[
	{"kind": "authorizedKeys", "id": "t.carol", "user": "carol", "exclusive": false, "keys": ["$key"]},
	{"kind": "authorizedKeys", "id": "t.eve", "user": "eve", "exclusive": false, "keys": ["restrict $key", "$key"]},
	{"kind": "authorizedKeys", "id": "t.frank", "user": "frank", "exclusive": true, "keys": ["$key"]},
	{"kind": "authorizedKeys", "id": "t.dave", "user": "dave", "exclusive": true, "keys": ["$key"]}
]
JSON
}

# Carol has nothing; Frank a directory without keys; Eve a key, without a last newline and with modes that are too open; Dave a link to keys of his elsewhere.
starts() {
	local name
	for name in carol eve dave frank; do adds_account "$name"; done
	as_root '
		ssh-keygen -q -t ed25519 -N "" -C his -f /home/dave/his
		cp /home/dave/his.pub /home/dave/keys
		mkdir -m 755 /home/eve/.ssh /home/dave/.ssh /home/frank/.ssh
		ssh-keygen -q -t ed25519 -N "" -C hers -f /home/eve/hers
		printf "# mine\n%s" "$(cat /home/eve/hers.pub)" >/home/eve/.ssh/authorized_keys
		chmod 664 /home/eve/.ssh/authorized_keys
		ln -s ../keys /home/dave/.ssh/authorized_keys
		for name in eve dave frank; do chown -hR "$name:" "/home/$name"; done'
}

# enters NAME: with the operator's key, from outside. own KEY NAME: with a key of theirs, on the machine itself, each time from
# another place: newer versions of sshd shut out for a while who failed.
enters() {
	next_place
	verb ssh "$MACHINE" -u "$1" -b "10.77.0.$place" true
}
own() {
	next_place
	inside ssh -F none -b "127.0.0.$place" -i "$1" -o BatchMode=yes -o IdentitiesOnly=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null "$2@127.0.0.1" true
}

holds() {
	enters carol && enters frank && enters dave && own /home/eve/hers eve || return
	! own /home/dave/his dave || return
	[ "$(inside stat -c '%a %U' /home/{carol,eve,dave,frank}/.ssh/authorized_keys | sort | tr '\n' ' ')" = '600 carol 600 dave 600 eve 600 frank ' ] || return
	[ "$(inside grep -c . /home/eve/.ssh/authorized_keys)" = 4 ] && inside grep -q his /home/dave/keys
}
lacks() { ! enters carol && ! enters dave && own /home/dave/his dave; }
# Dave's new file does not get its name.
breaks() { wraps /usr/bin/mv 'case "$(id -un) $*" in "dave "*.flux.keys*) echo no >&2; exit 1 ;; esac'; }
mends() { unwraps /usr/bin/mv; }
drifts() { as_root 'cat /home/dave/his.pub >>/home/dave/.ssh/authorized_keys; rm /home/carol/.ssh/authorized_keys; chmod 777 /home/eve/.ssh'; }
edits() { as_root 'cat /home/dave/his.pub >>/home/carol/.ssh/authorized_keys'; }
edited() { own /home/dave/his carol && enters carol; }

# planted: a link in the user's directory to a file of root's gives nothing away and changes nothing there.
planted() {
	as_root '
		echo precious >/etc/precious
		chmod 600 /etc/precious
		ln -sfn /etc/precious /home/dave/.ssh/authorized_keys
		chown -h dave: /home/dave/.ssh/authorized_keys'
	remember_machine odd
	flux_is 1 --apply
	grep '^failed  *t.dave ' <<<"$said"
	fails grep precious <<<"$said"
	same_machine odd
	rm -f "$BATS_FILE_TMPDIR/booted"
}

# closed: nothing can be made in the user's home; what was not made is not missed when the step is undone.
closed() {
	as_root 'chown root: /home/carol; chmod 755 /home/carol'
	remember_machine closed
	flux_is 1 --apply
	grep '^failed  *t.carol ' <<<"$said"
	same_machine closed
	as_root 'chown carol: /home/carol'
	rm -f "$BATS_FILE_TMPDIR/booted"
}

# of_root: a file of root's in the user's directory is neither replaced nor given to the user.
of_root() {
	as_root 'chown root: /home/eve/.ssh/authorized_keys; chmod 644 /home/eve/.ssh/authorized_keys'
	remember_machine odd
	flux_is 1 --apply
	grep '^failed  *t.eve .*is no file of eve' <<<"$said"
	same_machine odd
	rm -f "$BATS_FILE_TMPDIR/booted"
}

# removed: ~/.ssh, which was there before, is gone: a rollback has nothing to do there.
removed() {
	flux_is 0 --apply
	as_root 'rm -r /home/frank/.ssh /home/dave/.ssh'
	flux_is 0 --rollback
	rm -f "$BATS_FILE_TMPDIR/booted"
}

# setgid: a bit that chmod 700 leaves on a folder.
setgid() {
	as_root 'chmod 2755 /home/eve/.ssh'
	remember_machine odd
	applied_once
	second_run
	flux_is 0 --rollback
	same_machine odd
	rm -f "$BATS_FILE_TMPDIR/booted"
}

test_kind
bats_test_function --description 'a file of root is refused' -- of_root
bats_test_function --description 'a folder that is gone does not keep a rollback from its end' -- removed
bats_test_function --description 'a folder with the setgid bit' -- setgid
bats_test_function --description 'a link to a file that is not theirs to read is refused' -- planted
bats_test_function --description 'a home that its user may not write to is as it was' -- closed
