# flux_trust: the trust store was made after a step changed what it is made from
flux_trust() {
	case $due in *' store '*) ;; *) return 0 ;; esac
	flux_differs 'refresh the trust store' || return 0
	flux_undo_trust && flux_done store
}

# flux_undo_trust: it is made from what is there now
flux_undo_trust() {
	flux_try update-ca-certificates
}
