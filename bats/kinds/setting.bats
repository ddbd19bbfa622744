# shellcheck shell=bats
# The kind `setting`: keys of a KEY=VALUE file that a package owns. A key that is there with another value, one that is
# commented out, one that is missing, one that is there twice; the rest of the file stays as it is.
load ../lib/machine
load ../lib/kind

STEP=t.setting

resources() {
	cat <<'JSON'
[
	{"kind": "setting", "id": "t.setting", "path": "/etc/flux-setting/default",
	 "values": {"POLICY": "\"DROP $x\"", "EMPTY": "", "NEW": "a=b", "TWICE": "yes", "SAME": "1"}}
]
JSON
}

starts() {
	as_root '
		mkdir /etc/flux-setting
		printf "%s\n" "# a comment: POLICY=x" "" "POLICY=\"ACCEPT\"" "OTHER=a \\\\ b  " "#NEW=no" "EMPTY=full" "POLICY_2=keep" \
			"TWICE=no" "TWICE=maybe" "SAME=1" >/etc/flux-setting/default
		chown root:adm /etc/flux-setting/default
		chmod 640 /etc/flux-setting/default'
}

# What a shell that reads the file gets, and the lines that are none of ours.
holds() {
	[ "$(inside sh -c 'x=; . /etc/flux-setting/default; printf "%s|" "$POLICY" "$EMPTY" "$NEW" "$TWICE" "$SAME" "$POLICY_2"' 2>/dev/null)" = 'DROP ||a=b|yes|1|keep|' ] ||
		{ inside cat /etc/flux-setting/default && return 1; }
	inside grep -qxF 'OTHER=a \\ b  ' /etc/flux-setting/default &&
		inside grep -qxF '#NEW=no' /etc/flux-setting/default &&
		[ "$(inside head -n 1 /etc/flux-setting/default)" = '# a comment: POLICY=x' ] &&
		[ "$(inside stat -c '%a %U:%G' /etc/flux-setting/default)" = '640 root:adm' ]
}

breaks() { verb fault "$MACHINE" ro /etc/flux-setting; }
mends() { verb fault "$MACHINE" rw /etc/flux-setting; }
drifts() { as_root 'sed -i -e "s/^POLICY=.*/POLICY=ACCEPT/" -e /^NEW/d /etc/flux-setting/default'; }
edits() { as_root 'echo "MINE=1" >>/etc/flux-setting/default'; }
edited() { inside grep -qx 'MINE=1' /etc/flux-setting/default; }

# no_name: the file's owner is none that has a name, or the file is a link: its mode and owner are those of the file all the same.
no_name() {
	as_root 'chown 4242:4243 /etc/flux-setting/default'
	remember_machine odd
	flux_is 0 --apply
	[ "$(inside stat -c '%a %u:%g' /etc/flux-setting/default)" = '640 4242:4243' ]
	rolled_back odd
	as_root 'mv /etc/flux-setting/default /etc/flux-setting/target; ln -s target /etc/flux-setting/default'
	remember_machine odd
	flux_is 0 --apply
	[ "$(inside stat -c '%F %a %u:%g' /etc/flux-setting/default)" = 'regular file 640 4242:4243' ]
	rolled_back odd
	as_root 'mv /etc/flux-setting/target /etc/flux-setting/default; chown root:adm /etc/flux-setting/default'
	same_machine before
}

test_kind
bats_test_function --description 'a file of an owner without a name, and a link to it' -- no_name
