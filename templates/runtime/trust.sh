# flux_trust: the trust store was made after a step changed what it is made from
flux_trust() {
	case $due in *' store '*) ;; *) return 0 ;; esac
	flux_differs 'refresh the trust store' || return 0
	flux_undo_trust && flux_done store
}

## update-ca-certificates clears dead links and names certificates by their subjects only when it has added or removed a link: not when
## a file of ours went, or has another content.
# flux_undo_trust: it is made from what is there now
flux_undo_trust() {
	flux_try update-ca-certificates && flux_try find /etc/ssl/certs -xtype l -delete && flux_try openssl rehash /etc/ssl/certs
}
