## Globals read: admin, from flux_admin.
# flux_root_login PATH: root logs in by key if nobody else could become root, else not at all
flux_root_login() {
	text="PermitRootLogin no$nl"
	[ "$admin" != root ] || text="PermitRootLogin prohibit-password$nl"
	flux_put "$1" 600 root:root 'sshd -t -f'
}
