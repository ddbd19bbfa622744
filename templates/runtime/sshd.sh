## Globals set: sshd, its effective configuration; ports. sshd -T needs its directory, which is not there before its first start.
# flux_sshd: sshd accepts its configuration; sets $ports to what it listens on
flux_sshd() {
	[ -z "$ports" ] || return 0
	mkdir -p /run/sshd
	flux_try sshd -T || flux_refuse "sshd rejects its configuration: ${out%%"$nl"*}" || return
	sshd=$out
	ports=$(flux_sshd_says port)
}

# flux_sshd_says KEYWORD: all values of it, on one line
flux_sshd_says() {
	echo "$sshd" | sed -n "s/^$1 //Ip" | tr '\n' ' '
}
