## A reload has sshd listen anew, on what its files say by now: an address that it had until then it has not any more, and without any it ends.
## Globals read: said, sockets. A link-local address is written in another way by each of the two.
# flux_sshd_stays: sshd works, and after a reload listens where it does now
flux_sshd_stays() {
	flux_sshd || return
	_gone=$sockets
	flux_sshd_says listenaddress
	for _socket in $sockets; do
		_all=0.0.0.0 _address=${_socket%:*}
		case $_address in '['*) _all='[::]' ;; esac
		case "$_address $said" in
		'[fe80:'* | *" $_address:"* | *" $_all:"*) ;;
		*) flux_refuse "a reload would take sshd off $_address: mend ListenAddress" || return ;;
		esac
		! flux_has_address "$_address" || _gone=''
	done
	[ -z "$_gone" ] || flux_refuse 'sshd listens on no address of this machine'
}
