# shellcheck shell=bats
# The kind `secretFile`: a file with a secret that the machine has, in a file or a variable, and the script has not. It must be
# nowhere else that others can read, and in nothing that is shown.
load ../lib/machine
load ../lib/kind

STEP=t.variable
# Everything that a shell, sed, printf or awk might take for its own.
SECRET='it'\''s %s & \1 "$HOME" `id` $(id) * @SECRET@ \n;#'

resources() {
	cat <<'JSON'
[
	{"kind": "secretFile", "id": "t.file", "path": "/etc/flux-one.conf", "mode": "640", "owner": "root:adm", "secretFrom": "/root/secret",
		"content": "[a]\nkey = @SECRET@;\n# it's @SECRET@\n"},
	{"kind": "secretFile", "id": "t.variable", "path": "/etc/flux-two.conf", "mode": "600", "owner": "daemon:daemon", "secretFrom": "FLUX_TEST_SECRET",
		"content": "@SECRET@\n"}
]
JSON
}

starts() {
	as_root 'umask 077; cat >/root/secret; echo second line >>/root/secret' <<<"$SECRET" || return
	as_root 'echo old >/etc/flux-two.conf; chmod 644 /etc/flux-two.conf'
}

# flux ARGUMENT...: as the loop's, with the variable, unless WITHOUT is set.
flux() {
	# shellcheck disable=SC2046 # words
	inside env ${WITHOUT:-"FLUX_TEST_SECRET=$SECRET"} timeout -k 5 600 $(shell_words "${KIND_SHELL:-sh}") /opt/flux.sh "$@" </dev/null
}

# leaks: files with the secret, or its first words, that others than root and the owner can read.
leaks() {
	inside sh -c 'find /etc /opt /tmp /var /home /run /root \( -name flux -o -name systemd \) -prune -o -type f -exec grep -lF "s %s & " {} + 2>/dev/null |
		grep -vxE "/etc/flux-(one|two).conf|/root/secret"
		find /var/lib/flux -perm /077 -type f 2>/dev/null | while read -r file; do
			case $(stat -c %a /var/lib/flux/runs/*) in *700*) ;; *) grep -lF "s %s & " "$file" ;; esac
		done'
}

holds() {
	[ "$(inside stat -c '%a %U:%G' /etc/flux-one.conf /etc/flux-two.conf | tr '\n' ' ')" = '640 root:adm 600 daemon:daemon ' ] || return
	diff <(printf '[a]\nkey = %s;\n# it'\''s %s\n' "$SECRET" "$SECRET") <(inside cat /etc/flux-one.conf) || return
	diff <(printf '%s\n' "$SECRET") <(inside cat /etc/flux-two.conf) || return
	leaks | no_output
}
lacks() { inside test ! -e /etc/flux-one.conf && [ "$(inside cat /etc/flux-two.conf)" = old ]; }
breaks() { wraps /usr/bin/chown 'case $* in daemon:*) echo no >&2; exit 1 ;; esac'; }
mends() { unwraps /usr/bin/chown; }
drifts() { as_root 'sed -i s/key/KEY/ /etc/flux-one.conf; chmod 666 /etc/flux-two.conf'; }
edits() { as_root 'echo "# mine" >>/etc/flux-one.conf'; }
edited() { [ "$(inside tail -n 1 /etc/flux-one.conf)" = '# mine' ]; }

# shown: a run with --diff shows nothing of it, nor does the log.
shown() {
	flux_is 2 --dry-run --diff
	fails grep -F 's %s' <<<"$said"
	flux_is 0 --apply --diff --log-format json
	fails grep -F 's %s' <<<"$said"
	fails inside grep -rF 's %s' /var/log
	rm -f "$BATS_FILE_TMPDIR/booted"
}

# without: who has no secret any more keeps the file, with the mode asked for; where there was none yet the step fails.
without() {
	flux_is 0 --apply
	as_root 'rm /root/secret; chmod 644 /etc/flux-one.conf /etc/flux-two.conf'
	WITHOUT=-u\ FLUX_TEST_SECRET
	flux_is 2 --dry-run
	flux_is 0 --apply
	holds
	flux_is 0 --apply
	summary_has changed=0
	as_root 'rm /etc/flux-two.conf'
	remember_machine odd
	flux_is 1 --apply
	grep '^failed  *t.variable .*no secret in FLUX_TEST_SECRET' <<<"$said"
	same_machine odd
	rm -f "$BATS_FILE_TMPDIR/booted"
}

test_kind
bats_test_function --description 'nothing shows it' -- shown
bats_test_function --description 'without the secret: the file stays, closed to others; a new one is an error' -- without
