# flux_hostname NAME: the machine has this name, now and after a reboot
flux_hostname() {
	text=$1$nl
	flux_put /etc/hostname 644 root:root || return
	_is=$(uname -n)
	[ "$_is" != "$1" ] || return 0
	flux_differs "name now: $1" || return 0
	flux_keep hostname "$_is" "$1" && flux_try hostname "$1"
}

# flux_undo_hostname NAME SET: has it again
flux_undo_hostname() {
	flux_ours "$(uname -n)" "$@" && flux_try hostname "$1"
}
