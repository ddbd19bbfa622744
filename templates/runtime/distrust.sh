# flux_distrust NAME...: in /etc/ca-certificates.conf these authorities are switched off
flux_distrust() {
	text=$(awk -v names=" $* " 'index(names, " " $0 " ") { print "!" $0; next } 1' /etc/ca-certificates.conf)$nl
	flux_put /etc/ca-certificates.conf
}
