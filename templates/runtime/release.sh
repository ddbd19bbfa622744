## Globals read: system.
# flux_release RELEASES: this is one of them, else the step is skipped
flux_release() {
	case " $1 " in *" $system "*) return ;; esac
	status=skipped note="only on $1"
	return 1
}
