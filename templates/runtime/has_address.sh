# flux_has_address ADDRESS: the machine has it, in brackets or not, or it stands for all
flux_has_address() {
	set -- "${1#[}"
	set -- "${1%%[]%]*}"
	case $1 in 0.0.0.0 | :: | '*') return 0 ;; esac
	[ -n "$(ip -o addr show to "$1" 2>/dev/null)" ]
}
