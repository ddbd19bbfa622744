# flux_nftables FILE: the rules of standard input are loaded, now and at boot; $sshd in them is what sshd listens on
flux_nftables() {
	flux_read
	text="define sshd = { $(printf %s "${ports% }" | tr ' ' ,) }$nl$text"
	flux_put "$1" 600 root:root 'nft -c -f' || return
	[ "$status" = ok ] && nft list table inet flux >/dev/null 2>&1 && return
	flux_differs "load $1" || return 0
	flux_keep nftables flux && flux_try nft -f "$1"
}

# flux_undo_nftables TABLE: not in the kernel any more
flux_undo_nftables() {
	nft delete table inet "$1" || :
} 2>/dev/null
