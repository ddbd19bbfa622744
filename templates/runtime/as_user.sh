## What runs as the user is in his hands: he may stop it, take its open files, or have it never end. So it has no terminal, no lock (9), no
## log (3), and little time. Globals read: _user and its group, _gid. Only util-linux's setpriv can do it; busybox's su, unlike others, asks no
## PAM and opens no session.
# flux_user_does COMMAND...: runs it as $_user, with no more rights than it has, on standard input and output
# shellcheck disable=SC2016 # for the inner shell
flux_user_does() {
	case $system in
	alpine:*) set -- su -s /bin/sh -c 'exec "$@"' -- "$_user" sh "$@" ;;
	*) set -- setpriv --reuid "$_user" --regid "$_gid" --init-groups "$@" ;;
	esac
	timeout -k 1 10 setsid "$@" 2>/dev/null 3>&- 9>&-
}

# flux_as_user COMMAND...: the same, without input and output
flux_as_user() {
	flux_user_does "$@" </dev/null >/dev/null
}

## He may keep the pipe open, too. Without the lock (9), as busybox's timeout leaves a process behind for a second.
# flux_user_reads SIZE FILE: prints the first SIZE bytes that $_user can read there
flux_user_reads() {
	flux_user_does head -c "$1" "$2" </dev/null | timeout 15 cat 9>&-
}
