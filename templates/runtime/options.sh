## Globals set: all that flux_usage names.
# flux_options ARGUMENT...: the mode and the options of flux_usage, or the end
flux_options() {
	while [ $# -gt 0 ]; do
		case $1 in
		--apply | --dry-run | --audit | --confirm | --list | --history | --help | --version | --rollback)
			[ -z "$mode" ] || flux_die 64 "$1 contradicts --$mode"
			mode=${1#--}
			case $1${2-} in --rollback[0-9]*) target=${2%/} && shift ;; esac
			;;
		--diff) diff=1 ;;
		--yes) yes=1 ;;
		--ask-each) each=1 ;;
		--force) force=1 ;;
		--no-color) ;;
		*)
			case $1=${2-} in
			--only=[a-z]*) only=$only,$2, ;;
			--skip=[a-z]*) skip=$skip,$2, ;;
			--on-failure=rollback | --on-failure=stop | --on-failure=continue) on_failure=$2 ;;
			--confirm-timeout=*[!0-9]* | --confirm-timeout=) flux_die 64 '--confirm-timeout takes seconds' ;;
			--confirm-timeout=*) timeout=$2 ;;
			--log-format=text | --log-format=json) format=$2 ;;
			--log-level=error | --log-level=warn | --log-level=info | --log-level=debug) level=$2 ;;
			--log-file=/*) log=$2 ;;
			*) flux_die 64 "unknown option or value: $1 ${2-} (see --help)" ;;
			esac
			shift
			;;
		esac
		shift
	done
	mode=${mode:-apply}
	IFS=,
	for _name in $only$skip; do
		case " $modules " in *" $_name "*) ;; *) [ -z "$_name" ] || flux_die 64 "no module $_name among: $modules" ;; esac
	done
	IFS=$ifs
}
