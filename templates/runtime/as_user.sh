## Globals read: _user and its group, _gid. Only util-linux's setpriv can do it; busybox's su, unlike others, asks no PAM and opens no session.
# flux_as_user COMMAND...: runs it as $_user, with no more rights than it has
# shellcheck disable=SC2016 # for the inner shell
flux_as_user() {
	case $system in
	alpine:*) su -s /bin/sh -c 'exec "$@"' -- "$_user" sh "$@" ;;
	*) setpriv --reuid "$_user" --regid "$_gid" --init-groups "$@" ;;
	esac
}
