## A tool that is not there would have some checks come out wrong without a word: `! grep` is true then.
## Alpine is a target of the tests' scripts only: there OpenRC runs.
# flux_system: the tools, root, one of $targets and systemd are there; else the end
flux_system() {
	for _tool in awk cmp flock grep readlink sed stat tr uname; do
		command -v "$_tool" >/dev/null || flux_die 3 "$_tool is missing"
	done
	[ "$(id -u)" = 0 ] || flux_die 3 'root is needed'
	[ -r /etc/os-release ] || flux_die 3 'there is no /etc/os-release'
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
	[ -d /run/systemd/system ] || [ "$_id" = alpine ] || flux_die 3 'systemd does not run here'
}
