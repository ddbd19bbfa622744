## Globals set: ports. sshd -T needs its directory, which is not there before its first start.
# flux_sshd: sshd accepts its configuration; sets $ports to what it listens on
flux_sshd() {
	[ -z "$ports" ] || return 0
	mkdir -p /run/sshd
	flux_try sshd -T || flux_refuse "sshd rejects its configuration: ${out%%"$nl"*}" || return
	ports=$(echo "$out" | sed -n 's/^port //Ip' | tr '\n' ' ')
}
