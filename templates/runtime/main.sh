# flux_interrupted: a signal ends the run; its module is taken back
flux_interrupted() {
	trap '' INT TERM
	code=5 failed=1
	! flux_undo "$module" || code=1
	flux_finish
	exit "$code"
}

# main ARGUMENT...: see flux_usage
main() {
	flux_options "$@"
	case $mode in
	help) flux_usage; exit ;;
	list) printf '%s\n' "$index" && exit ;;
	version) echo "$workflow $settings" && exit ;;
	esac
	flux_system
	[ "$timeout" = 0 ] || [ -f "$0" ] || flux_die 3 'the watchdog of --confirm-timeout needs this script as a file'
	exec 3>/dev/null
	trap '' HUP PIPE
	case $mode in
	history) flux_history && exit ;;
	apply) flux_ask && flux_lock && flux_resume ;;
	rollback | confirm) flux_lock ;;
	esac
	trap flux_interrupted INT TERM
	case $mode in
	rollback) flux_rollback ;;
	confirm) flux_disarm ;;
	*)
		flux_steps
		flux_finish
		;;
	esac
	exit "$code"
}
