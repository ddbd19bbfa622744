# flux_system: root, one of $targets, systemd, and the tools are there; else the end
flux_system() {
	[ "$(id -u)" = 0 ] || flux_die 3 'root is needed'
	# shellcheck disable=SC1091,SC2154 # on the machine
	_system=$(. /etc/os-release && echo "$ID:${VERSION_ID:-sid}")
	case " $targets " in *" $_system "*) ;; *) flux_die 3 "$_system is none of: $targets" ;; esac
	[ -d /run/systemd/system ] || flux_die 3 'systemd does not run here'
	for _tool in awk cmp flock sed stat; do
		command -v "$_tool" >/dev/null || flux_die 3 "$_tool is missing"
	done
}
