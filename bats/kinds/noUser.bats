# shellcheck shell=bats
# The kind `noUser`: accounts of persons that are not to be there. Their homes stay; rollback brings back password, groups and all.
load ../lib/machine
load ../lib/kind

STEP=t.gone

resources() {
	cat <<'JSON'
[
	{"kind": "noUser", "id": "t.gone", "users": ["mallory", "never", "trudy"]}
]
JSON
}

# Mallory has a password, is in other groups, and owns something; a name begins like hers.
starts() {
	local name
	for name in mallory trudy mallory2; do adds_account "$name"; done
	as_root '
		for group in games audio; do
			if command -v usermod; then usermod -aG "$group" mallory; else addgroup mallory "$group"; fi
		done
		echo "mallory:Correct.horse.2" | chpasswd
		echo hers >/home/mallory/hers'
}

# account_files: those that an account has lines in.
account_files() { inside grep -slE '(^|[:,])(mallory|trudy)([:,]|$)' /etc/passwd /etc/shadow /etc/group /etc/gshadow /etc/subuid /etc/subgid | tr '\n' ' '; }

holds() {
	[ -z "$(account_files)" ] || return
	[ "$(inside cat /home/mallory/hers)" = hers ] && inside getent passwd mallory2 >/dev/null || return
	! inside which pwck >/dev/null || { inside pwck -r -q && inside grpck -r; }
}
lacks() {
	[ "$(inside id -nG mallory | tr ' ' '\n' | sort | tr '\n' ' ')" = 'audio games mallory ' ] || return
	[ "$(inside getent shadow mallory | cut -d: -f2 | cut -c 1)" = '$' ] && inside getent passwd trudy >/dev/null
}
# Somebody is logged in with the second account: the first comes back too. busybox's deluser does not ask for that.
breaks() {
	if inside which userdel >/dev/null; then
		as_root 'systemd-run -q --unit=flux-theirs --uid=trudy sleep infinity; sleep 0.3'
	else
		wraps /usr/sbin/deluser 'case $* in trudy) echo no >&2; exit 1 ;; esac'
	fi
}
mends() {
	if inside which userdel >/dev/null; then as_root 'systemctl stop flux-theirs'; else unwraps /usr/sbin/deluser; fi
}
# homeless NAME: an account without a home.
homeless() { as_root "if command -v useradd; then useradd -M $1; else adduser -D -H $1; fi"; }
drifts() { homeless trudy; }
edits() { homeless carol; }
edited() { inside getent passwd carol >/dev/null && inside getent shadow carol >/dev/null; }

# refused NAME TEXT COMMAND...: this one is not removed, whoever asks.
refused() {
	local name=$1 text=$2
	shift 2
	resources | sed "s/trudy/$name/" | use_resources
	remember_machine odd
	if said=$(inside "$@" sh /opt/flux.sh --apply 2>&1); then return 1; fi
	grep "^failed  *t.gone .*$name $text" <<<"$said"
	same_machine odd
	rm -f "$BATS_FILE_TMPDIR/booted"
}

test_kind
bats_test_function --description 'an account of the system is refused' -- refused daemon 'runs this, or belongs to the system' env
bats_test_function --description 'root is refused' -- refused root 'runs this, or belongs to the system' env
bats_test_function --description 'who runs it by sudo is refused' -- refused "$OPERATOR" 'runs this' env "SUDO_USER=$OPERATOR"
