# flux_system: root, one of $targets, systemd, and the tools are there; else the end
flux_system() {
	[ "$(id -u)" = 0 ] || flux_die 3 'root is needed'
	_id='' _version=sid
	while IFS='=' read -r _key _value; do
		_value=${_value#\"}
		case $_key in
		ID) _id=${_value%\"} ;;
		VERSION_ID) _version=${_value%\"} ;;
		esac
	done </etc/os-release
	system=$_id:$_version
	case " $targets " in *" $system "*) ;; *) flux_die 3 "$system is none of: $targets" ;; esac
	[ -d /run/systemd/system ] || flux_die 3 'systemd does not run here'
	for _tool in awk cmp flock sed stat; do
		command -v "$_tool" >/dev/null || flux_die 3 "$_tool is missing"
	done
}
