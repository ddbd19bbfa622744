# flux_interrupted: a signal ends the run; a module that is being applied is taken back
flux_interrupted() {
	trap '' INT TERM
	# the next run goes on with the rollback, and so does the watchdog
	[ "$mode" != rollback ] || exit 143
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
	[ "$timeout" = 0 ] || flux_self || flux_die 3 '--confirm-timeout needs this script as a file'
	exec 3>/dev/null
	trap '' HUP PIPE
	case $mode in
	history) flux_history && exit ;;
	apply) flux_ask && flux_lock && flux_resume ;;
	rollback | confirm) flux_lock ;;
	esac
	trap flux_interrupted INT TERM
	case $mode in
	# a watchdog whose run was confirmed, or taken back, while it waited for the lock has nothing to do
	rollback) if [ "$0" != "$state/script" ] || flux_armed; then flux_rollback; else flux_disarm; fi ;;
	confirm) flux_disarm ;;
	*)
		flux_steps
		flux_finish
		;;
	esac
	exit "$code"
}
