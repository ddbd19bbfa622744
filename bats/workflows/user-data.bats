# shellcheck shell=bats
# The workflow `security` as user data in the forms that are made for cloud-init, each at the first boot of a machine of its own. The script
# itself and gzip have their own suites: security-cloud-init, complete-cloud-init.
load ../lib/machine

setup_file() {
	require_machines
}

teardown() {
	stop_machine
}

# launched FORMAT: cloud-init takes it, the script runs to its end, and the machine is what it asks for.
launched() {
	local data=$BATS_TEST_TMPDIR/user-data
	# The settings that generated/security.sh is compiled from, which then has nothing to do.
	node "$FLUX_ROOT/dist/flux.cjs" workflow security --config "$FLUX_ROOT/flux.toml" --format "$1" -o "$data"
	boot_machine user-data "$data"
	inside cloud-init status | grep -x 'status: done'
	inside tail -n 1 /var/log/flux.log | grep 'failed=0'
	[ -z "$(inside sh -c 'ls -d /etc/systemd/system/flux* 2>/dev/null')" ]
	operator_gets_in
	password_refused
	only_ssh_open
	flux_is 0 --apply
	summary_has changed=0
}

# judged: what cloud-init's own check of a configuration says. It has been `devel schema` on Debian 11.
judged() {
	local devel=
	[ "$FLUX_SYSTEM" != debian-11 ] || devel=devel
	inside cp /var/lib/cloud/instance/user-data.txt /root/user-data
	inside cloud-init $devel schema --config-file /root/user-data
}

cloud_config() {
	launched cloud-config
	judged
	[ "$(inside stat -c '%a %U' /root/security.sh)" = '700 root' ]
	inside sh /root/security.sh --dry-run
}

for format in packed mime; do
	bats_test_function --description "$format: cloud-init runs it, and the machine is reachable and hardened" -- launched "$format"
done
bats_test_function --description 'cloud-config: cloud-init runs it, and the machine is reachable and hardened' -- cloud_config
