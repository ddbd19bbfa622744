# shellcheck shell=bats
# The kind `pamProfile`: what every program asks at log-in has one module more. The module here is pam_exec with a program that
# leaves a mark, so that log-ins with a password, from outside, show whether it was asked.
load ../lib/machine
load ../lib/kind

STEP=t.pam
NEEDS=pam

resources() {
	cat <<'JSON'
[
	{"kind": "pamProfile", "id": "t.pam", "profiles": ["flux-ask", "flux-notify"], "module": "pam_exec.so"}
]
JSON
}

starts() {
	as_root '
		printf "%s\n" "#!/bin/sh" "echo \"\$PAM_USER\" >>/run/flux-asked" >/usr/local/bin/flux-asked
		chmod 755 /usr/local/bin/flux-asked
		printf "%s\n" "Name: Ask" "Default: no" "Priority: 1024" "Auth-Type: Primary" "Auth:" "	optional pam_exec.so quiet /usr/local/bin/flux-asked" \
			>/usr/share/pam-configs/flux-ask
		printf "%s\n" "Name: Notify" "Default: no" "Priority: 1" "Account-Type: Additional" "Account:" "	required pam_permit.so" \
			>/usr/share/pam-configs/flux-notify'
}

# asked: a log-in from outside works, and the module was asked who it is.
asked() {
	as_root 'rm -f /run/flux-asked'
	password_works >/dev/null && [ "$(inside cat /run/flux-asked 2>/dev/null)" = debian ]
}

holds() { asked && inside grep -q 'pam_permit.so' /etc/pam.d/common-account && inside grep -q 'pam_unix.so' /etc/pam.d/common-auth; }
lacks() { ! asked && password_works >/dev/null; }
breaks() { wraps /usr/sbin/pam-auth-update 'echo no >&2; exit 1'; }
mends() { unwraps /usr/sbin/pam-auth-update; }
drifts() { as_root 'pam-auth-update --package --remove flux-ask flux-notify'; }
edits() { as_root 'echo "# mine" >>/etc/pam.d/common-auth'; }
edited() { [ "$(inside tail -n 1 /etc/pam.d/common-auth)" = '# mine' ] && asked; }

test_kind

# edited_before: what somebody has changed there by hand stays, as does all else, and a log-in works.
edited_before() {
	as_root 'sed -i "s/^auth.*pam_unix.*/&\nauth optional pam_permit.so/; s/success=1 default=ignore/success=2 default=ignore/" /etc/pam.d/common-auth'
	remember_machine odd
	for _ in 1 2; do
		flux_is 0 --apply
		summary_has changed=0
		grep '^skipped  *t.pam .*edited by hand' <<<"$said"
		same_machine odd
	done
	lacks
	flux_is 0 --rollback
	same_machine odd
	rm -f "$BATS_FILE_TMPDIR/booted"
}

bats_test_function --description 'edited by hand before: left alone, and said' -- edited_before
