## Read from a pipe, its $0 is the name of the shell, and a file of that name in the working directory anybody's.
# flux_self: $0 is the file of this script
flux_self() {
	case ${0##*/} in sh | ash | bash | dash | ksh* | mksh | yash | zsh | busybox) return 1 ;; esac
	[ -f "$0" ]
}
