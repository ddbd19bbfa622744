# shellcheck shell=bats
# The kind `require`: guards. Where all hold, what needs them runs; where one does not, nothing is changed, the status is 3, and
# the message names the guard. One test a guard; sshd-effective looks at what was done, so it fails (1) and that is undone.
load ../lib/machine
load ../lib/kind

# Who can become root by key: the operator with sudo; where there is none, root.
ADMIN=$OPERATOR
if verb about "$FLUX_SYSTEM" without sudo >/dev/null; then ADMIN=root; fi

# resources: without systemd the guard that asks it would hold always, and prove nothing.
resources() {
	if verb about "$FLUX_SYSTEM" without systemd >/dev/null; then all_resources | sed -e '/"id": "t.alone"/d' -e 's/"t.alone", //'; else all_resources; fi
}

all_resources() {
	cat <<JSON
[
	{"kind": "require", "id": "t.sshd", "guard": {"is": "sshd-works"}},
	{"kind": "require", "id": "t.admin", "guard": {"is": "admin-with-key", "users": ["$ADMIN"], "groups": []}, "needs": ["t.sshd"]},
	{"kind": "require", "id": "t.free", "guard": {"is": "port-free", "port": 2222}, "needs": ["t.sshd"]},
	{"kind": "require", "id": "t.own-port", "guard": {"is": "port-free", "port": 22}, "needs": ["t.sshd"]},
	{"kind": "require", "id": "t.alone", "guard": {"is": "units-inactive", "units": ["no-such-unit", "flux-other"]}},
	{"kind": "require", "id": "t.routes", "guard": {"is": "network-independent", "of": "router-advertisements"}},
	{"kind": "require", "id": "t.interfaces", "guard": {"is": "interfaces-there", "names": ["lo"]}},
	{"kind": "require", "id": "t.bridges", "guard": {"is": "network-independent", "of": "forwarding"}},
	{"kind": "file", "id": "t.drop-in", "path": "/etc/ssh/sshd_config.d/00-kind.conf", "mode": "600", "owner": "root:root",
	 "content": "MaxAuthTries 4\n", "needs": ["t.sshd", "t.admin", "t.free", "t.alone", "t.routes", "t.interfaces", "t.bridges"]},
	{"kind": "require", "id": "t.effective", "guard": {"is": "sshd-effective", "paths": ["/etc/ssh/sshd_config.d/00-kind.conf"]}, "needs": ["t.drop-in"]}
]
JSON
}

starts() {
	as_root "if [ -d /run/systemd/system ]; then
			printf '[Service]\nExecStart=/bin/sleep infinity\n' >/etc/systemd/system/flux-other.service; systemctl daemon-reload
		else
			rm -rf /root/.ssh; mv /home/$OPERATOR/.ssh /root/.ssh; chown -R root:root /root/.ssh
		fi
		cp -a ~$ADMIN/.ssh /var/tmp/ssh"
}

holds() { [ "$(inside sshd -T | grep -i '^maxauthtries')" = 'maxauthtries 4' ]; }
drifts() { as_root 'echo "MaxAuthTries 9" >/etc/ssh/sshd_config.d/00-kind.conf'; }
edits() { as_root 'echo "# mine" >>/etc/ssh/sshd_config.d/00-kind.conf'; }
edited() { inside grep -qx '# mine' /etc/ssh/sshd_config.d/00-kind.conf; }

# refused GUARD STATUS SHELL BACK: after SHELL the guard does not hold; BACK undoes it.
refused() {
	local word=refused
	[ "$2" -eq 3 ] || word=failed
	as_root "$3"
	remember_machine bad
	if [ "$2" -eq 3 ]; then
		flux_is 3 --dry-run
		same_machine bad
	fi
	flux_is "$2" --apply
	grep -qE "^$word  *t\.$1  *[^ ]" <<<"$said" || { printf 'no line "%s t.%s" with a reason in:\n%s\n' "$word" "$1" "$said" && return 1; }
	! grep -q '^changed ' <<<"$said" || [ "$2" -ne 3 ]
	same_machine bad
	as_root "$4"
	flux_is 2 --dry-run
}

# elsewhere: the settings name an interface that this machine does not have.
elsewhere() {
	resources | sed 's/"lo"/"wan9"/' | use_resources
	remember_machine bad
	flux_is 3 --apply
	grep '^refused  *t.interfaces .*there is no interface wan9; there are: .*lo' <<<"$said"
	same_machine bad
	resources | use_resources
}

# bound: sudo's rule names this host, and the machine is to be called otherwise.
bound() {
	resources | sed 's/"t.bridges"\]/"t.bridges", "t.sudo"]/; s/^\[$/[{"kind": "require", "id": "t.sudo", "guard": {"is": "sudo-stays", "host": "web1"}},/' | use_resources
	flux_is 2 --dry-run
	for rule in 'ROOTS NAME = (ALL) ALL' 'someone other, NAME.example.org=(ALL) ALL' 'Host_Alias WEB=NAME' 'someone \\\nNAME = \\\n(ALL) ALL'; do
		as_root "{ echo 'User_Alias ROOTS = someone'; echo '# someone NAME = ALL \\\\'; printf '%b\n' '$rule'; } | sed \"s/NAME/\$(uname -n)/\" >/etc/sudoers.d/bound; printf '# no line end' >/etc/sudoers.d/a; chmod 440 /etc/sudoers.d/bound /etc/sudoers.d/a"
		inside visudo -cq
		remember_machine bad
		flux_is 3 --apply
		grep '^refused  *t.sudo .*a rule of sudo would not hold any more' <<<"$said"
		same_machine bad
	done
	as_root 'echo "someone $(uname -n), web1 = (ALL) ALL" >/etc/sudoers.d/bound'
	flux_is 2 --dry-run
	as_root 'rm /etc/sudoers.d/bound /etc/sudoers.d/a'
	resources | use_resources
}

# where THING TEST...: the test, where the system has such a thing.
where() {
	needs "$1"
	shift
	"$@"
}

# take ADDRESS: prints shell that has a service listen there on port 2222. GIVE: shell that ends it.
take() {
	echo "if command -v python3; then $(listening taker 2222 "$1")
		else /usr/sbin/sshd -p 2222 -o ListenAddress=$1 -o PidFile=/run/taker; sleep 1; fi"
}
GIVE='if [ -s /run/taker ]; then kill "$(cat /run/taker)"; sleep 0.3; else systemctl stop taker; fi'

test_kind
bats_test_function --description 'sshd-works: sshd rejects its configuration' -- refused sshd 3 \
	'echo "Port none" >/etc/ssh/sshd_config.d/99-bad.conf' 'rm /etc/ssh/sshd_config.d/99-bad.conf'
bats_test_function --description 'admin-with-key: no key' -- refused admin 3 \
	"rm ~$ADMIN/.ssh/authorized_keys" "cp -a /var/tmp/ssh/authorized_keys ~$ADMIN/.ssh/"
bats_test_function --description 'admin-with-key: only somebody who is not on the list has one' -- where sudo refused admin 3 \
	'useradd -m -s /bin/bash other; mv /home/debian/.ssh /home/other/.ssh; chown -R other:other /home/other; echo "other ALL=(ALL) NOPASSWD: ALL" >/etc/sudoers.d/other' \
	'userdel -r other; rm /etc/sudoers.d/other; cp -a /var/tmp/ssh /home/debian/.ssh'
bats_test_function --description 'port-free: another service has it, over IPv4' -- refused free 3 \
	"$(take 127.0.0.1)" "$GIVE"
bats_test_function --description 'port-free: another service has it, over IPv6' -- refused free 3 \
	"$(take ::1)" "$GIVE"
bats_test_function --description 'units-inactive: one is active' -- where systemd refused alone 3 'systemctl start flux-other' 'systemctl stop flux-other'
bats_test_function --description 'network-independent: the route came from a router advertisement' -- where iproute refused routes 3 \
	'ip -6 route add default via fe80::1 dev host0 proto ra metric 512' 'ip -6 route del default via fe80::1 dev host0 proto ra metric 512'
bats_test_function --description 'interfaces-there: one is not' -- elsewhere
bats_test_function --description 'sudo-stays: a rule names the host' -- where sudo bound
bats_test_function --description 'network-independent: a bridge of containers is up' -- refused bridges 3 \
	'ip link add docker0 type bridge; ip link set docker0 up' 'ip link del docker0'
bats_test_function --description 'sshd-effective: an earlier file says otherwise' -- refused effective 1 \
	'echo "MaxAuthTries 6" >/etc/ssh/sshd_config.d/00-a.conf' 'rm /etc/ssh/sshd_config.d/00-a.conf'
bats_test_function --description 'sshd-effective: a Match block for everybody says otherwise' -- refused effective 1 \
	'cp -p /etc/ssh/sshd_config /var/tmp/; printf "Match all\n\tMaxAuthTries 6\n" >>/etc/ssh/sshd_config' 'cp -p /var/tmp/sshd_config /etc/ssh/sshd_config'
