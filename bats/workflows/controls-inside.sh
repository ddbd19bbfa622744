# shellcheck shell=sh
# What the commands of security.controls may call. Runs on the machine.

# sshd_value KEYWORD: the values that sshd itself says it uses, one a line.
sshd_value() {
	mkdir -p /run/sshd
	sshd -T 2>/dev/null | sed -n "s/^$1 //Ip"
}

# live KEY...: the kernel's values now; {all,default} in a key stands for both.
live() {
	for key; do
		case $key in
		*'{all,default}'*) sysctl -n "${key%%'{'*}all${key##*'}'}" "${key%%'{'*}default${key##*'}'}" ;;
		*) sysctl -n "$key" ;;
		esac
	done
}

# in_container: it shares its kernel, and may not set all of its values.
in_container() {
	systemd-detect-virt --quiet --container
}

# at_boot KEY: the kernel's value now; in a container the value that the next boot will set: the last one in the order in which systemd
# reads its files.
at_boot() {
	in_container || { live "$1" && return; }
	systemd-analyze cat-config sysctl.d | sed -n "s/^-\{0,1\}$1[[:space:]]*=[[:space:]]*//p" | tail -n 1
}

# module NAME: "off" if loading it, by name or because a device asks for it, does nothing; else "left". A machine with a kernel of its own
# is really asked to load it.
module() {
	# what the module needs is loaded first, and named first
	case $(modprobe -n -v "$1" 2>/dev/null | tail -n 1) in
	'install /bin/true'* | 'install /bin/false'*)
		in_container || modprobe "$1" 2>/dev/null
		if modprobe --showconfig | grep -qx "blacklist $(printf '%s' "$1" | tr - _)" && ! grep -qs "^$(printf '%s' "$1" | tr - _) " /proc/modules; then
			echo off
		else
			echo left
		fi
		;;
	*) echo left ;;
	esac
}
