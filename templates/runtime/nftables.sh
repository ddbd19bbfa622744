## The service of the next step loads the file, in one transaction; tables of others stay.
# flux_nftables FILE: FILE holds the rules of standard input; $sshd in them is what sshd listens on
flux_nftables() {
	_service=${unit#* }
	flux_read
	case $text in *\$sshd*) text="define sshd = { $(echo "$ports" | sed 's/ $//; s/ /, /g') }$nl$text" ;; esac
	flux_put "$1" 600 root:root 'nft -c -f' || return
	! systemctl -q is-active "$_service" || nft list table inet flux >/dev/null 2>&1 || flux_due "$_service"
}
