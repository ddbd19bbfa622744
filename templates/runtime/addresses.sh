# flux_addresses ADDRESS...: the machine has them
flux_addresses() {
	for _address; do
		flux_has_address "$_address" || flux_refuse "this machine does not have the address $_address" || return
	done
}
