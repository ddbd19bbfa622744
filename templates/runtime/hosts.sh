## cloud-init's template too, where there is one: told to manage /etc/hosts by user data, it makes the file from it at each boot.
# flux_hosts: in /etc/hosts each address of standard input has that line and no other; lines of other addresses stay
flux_hosts() {
	flux_read
	_lines=$text
	for _hosts in /etc/hosts /etc/cloud/templates/hosts.debian.tmpl; do
		[ -f "$_hosts" ] || continue
		text=$(printf %s "$_lines" | awk 'FILENAME == "-" { line[$1] = $0; ip[++n] = $1; next } !($1 in line) { print; next } !seen[$1]++ { print line[$1] }
			END { for (i = 1; i <= n; i++) if (!(ip[i] in seen)) print line[ip[i]] }' - "$_hosts")$nl
		flux_put "$_hosts" || return
	done
}
